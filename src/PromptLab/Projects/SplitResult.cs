using PromptLab.Splitting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The assignment of items to splits.</summary>
public sealed record SplitResult : ProjectResult
{
    /// <summary>The split of every item, and the attributes that were balanced.</summary>
    public required SplitAssignment Assignment { get; init; }

    /// <summary>The files that changed, or would change in a dry run; empty where every item already had a split.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>True where the files were written, false for a dry run.</summary>
    public required bool IsWritten { get; init; }
}
