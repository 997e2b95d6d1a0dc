using PromptLab.Comparing;

namespace PromptLab.Projects;

/// <summary>Which stored runs to compare.</summary>
public sealed record CompareOptions
{
    /// <summary>
    /// The baseline: a run by id or the end of its id, or a reference of a prompt version, which means its latest comparable run.
    /// </summary>
    public required string Baseline { get; init; }

    /// <summary>The candidates, in the same form; at least one. The p-values of several are corrected together.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>
    /// Further differences to allow. By default runs may differ in the prompt, the model or the graders, but only in one of them,
    /// and not in their items.
    /// </summary>
    public AllowedDifferences Allowed { get; init; } = AllowedDifferences.None;

    /// <summary>The seed for resampling; null to derive it from what is compared, so that results are reproducible.</summary>
    public long? Seed { get; init; }
}
