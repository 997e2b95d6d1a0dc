namespace PromptLab.Progress;

/// <summary>Which prompt to report on, under which conditions, and with which limits.</summary>
public sealed record StatusOptions
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The name of the eval set; null for that of the newest run.</summary>
    public string? EvalSet { get; init; }

    /// <summary>The alias of the model; null for that of the newest run.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The spending cap of the prompt, in US dollars; null for the cap of <c>promptlab.yaml</c>, which may be none.
    /// </summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>
    /// The smallest gain in pass rate that is worth a version, above 0 and below 1; null for that of <c>promptlab.yaml</c>, or else
    /// 0.10 with fewer than 150 items and 0.05 otherwise.
    /// </summary>
    public double? SmallestGain { get; init; }
}
