namespace PromptLab.Gating;

/// <summary>
/// What is judged, and by what besides the gates of the eval set. Give either an experiment or runs; with neither the
/// default experiment is meant.
/// </summary>
public sealed record GateOptions
{
    /// <summary>
    /// An experiment of <c>promptlab.yaml</c>: of each of its versions and models the latest run on today's items is
    /// judged.
    /// </summary>
    public string? Experiment { get; init; }

    /// <summary>Runs, by id or the end of it, or prompt versions: their latest runs.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Gates beside those of <c>evalset.yaml</c>, written as there: <c>metric: pass_rate, min: 0.75</c>.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>How old a judged run may be, in days.</summary>
    public double MaxAgeDays { get; init; } = 1;

    /// <summary>How much older than the judged run its baseline's run may be, in days.</summary>
    public double BaselineMaxAgeDays { get; init; } = 7;
}
