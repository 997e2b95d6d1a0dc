using PromptLab.Splitting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The assignment of items to splits.</summary>
public sealed record SplitResult : ProjectResult
{
    internal SplitResult(SplitAssignment assignment) => Assignment = assignment;

    /// <summary>The name of each item's split, by item id.</summary>
    public IReadOnlyDictionary<string, string> Splits => Assignment.Splits;

    /// <summary>The size of each split: train, dev and holdout if they have items or a share, then other splits of the file.</summary>
    public IReadOnlyList<SplitCount> Counts => Assignment.Counts;

    /// <summary>The files that changed, or would change in a dry run; empty where every item already had a split.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>True where the files were written, false for a dry run.</summary>
    public required bool IsWritten { get; init; }

    internal SplitAssignment Assignment { get; }
}
