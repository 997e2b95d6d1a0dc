namespace PromptLab.Gating;

/// <summary>
/// Which runs to judge, and by which gates. Set either <see cref="Experiment"/> or <see cref="Runs"/>; with neither, the default
/// experiment is judged.
/// </summary>
public sealed record GateOptions
{
    /// <summary>
    /// The name of an experiment of <c>promptlab.yaml</c>. For each of its versions and models, the latest run over today's items
    /// is judged. Null for the default experiment, or for none where <see cref="Runs"/> are given.
    /// </summary>
    public string? Experiment { get; init; }

    /// <summary>Runs by id or the end of an id, or references of prompt versions, which mean the latest run of each.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Gates in addition to those of <c>evalset.yaml</c>, in the same form: <c>metric: pass_rate, min: 0.75</c>.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>The maximum age of a judged run, in days; default 1.</summary>
    public double MaxAgeDays { get; init; } = 1;

    /// <summary>How many days older than the judged run its baseline's run may be; default 7. A gate may set its own limit.</summary>
    public double BaselineMaxAgeDays { get; init; } = 7;
}
