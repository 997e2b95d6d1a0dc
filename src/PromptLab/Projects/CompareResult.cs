using PromptLab.Comparing;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>What the evidence says of each candidate.</summary>
public sealed record CompareResult : ProjectResult
{
    /// <summary>A comparison for each candidate, in order; the verdicts are corrected together.</summary>
    public required IReadOnlyList<WeighedComparison> Comparisons { get; init; }

    /// <summary>Whether each eval set has a holdout; null where it is gone or can't be read.</summary>
    public required IReadOnlyDictionary<string, bool?> Holdouts { get; init; }
}
