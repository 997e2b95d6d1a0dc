using PromptLab.Splitting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>How items were dealt.</summary>
public sealed record SplitResult : ProjectResult
{
    /// <summary>The split of every item, and what was balanced.</summary>
    public required SplitAssignment Assignment { get; init; }

    /// <summary>The files that changed, or that would; empty where every item had a split.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>True where the files were written.</summary>
    public required bool IsWritten { get; init; }
}
