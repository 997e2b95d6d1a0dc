using PromptLab.Comparing;

namespace PromptLab.Projects;

/// <summary>Which runs are compared with which.</summary>
public sealed record CompareOptions
{
    /// <summary>The run that is compared with, by its id or the end of it, or a prompt version: its latest comparable run.</summary>
    public required string Baseline { get; init; }

    /// <summary>The runs that are judged, named alike, at least one; several are corrected together.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>In what the runs may differ; by default in one aspect and nothing else.</summary>
    public AllowedDifferences Allowed { get; init; } = AllowedDifferences.None;

    /// <summary>The seed of resampling; null for one that follows from what is compared.</summary>
    public long? Seed { get; init; }
}
