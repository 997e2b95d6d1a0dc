using PromptLab.Comparing;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The comparisons of candidates with one baseline.</summary>
public sealed record CompareResult : ProjectResult
{
    /// <summary>One comparison for each candidate, in the given order; their p-values are corrected together.</summary>
    public required IReadOnlyList<WeighedComparison> Comparisons { get; init; }

    /// <summary>Whether each compared eval set has a holdout, by name; null where the eval set is missing or unreadable.</summary>
    public required IReadOnlyDictionary<string, bool?> Holdouts { get; init; }
}
