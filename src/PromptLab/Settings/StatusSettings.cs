namespace PromptLab.Settings;

/// <summary>What <c>promptlab status</c> goes by: <c>status</c> of <c>promptlab.yaml</c>.</summary>
internal sealed record StatusSettings
{
    /// <summary>The most that may be spent on one prompt, in US dollars; null for no cap.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>
    /// The smallest gain of the pass rate that is worth a version, as a share above 0 and below 1; null where the
    /// number of items decides.
    /// </summary>
    public double? SmallestGain { get; init; }
}
