namespace PromptLab.Progress;

/// <summary>Whose status is read, where, and by which settings.</summary>
public sealed record StatusOptions
{
    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The eval set; null for that of the newest run.</summary>
    public string? EvalSet { get; init; }

    /// <summary>The model; null for that of the newest run.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The most that may be spent on this prompt, in US dollars; null for the cap of <c>promptlab.yaml</c>, if it has
    /// one.
    /// </summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>
    /// The smallest gain worth a version, as a share above 0 and below 1; null for that of <c>promptlab.yaml</c>, or
    /// the number of items decides.
    /// </summary>
    public double? SmallestGain { get; init; }
}
