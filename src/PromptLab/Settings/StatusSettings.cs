namespace PromptLab.Settings;

/// <summary>Limits for <c>promptlab status</c>: <c>status</c> of <c>promptlab.yaml</c>.</summary>
internal sealed record StatusSettings
{
    /// <summary>The spending cap of one prompt, in US dollars; null for no cap.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>
    /// The smallest gain in pass rate that justifies a new version, as a share from 0.001 to 0.999; null to derive it from the
    /// number of items.
    /// </summary>
    public double? SmallestGain { get; init; }
}
