namespace PromptLab.Gating;

/// <summary>What a gate measures.</summary>
/// <param name="Name">As it is written, such as <c>pass_rate</c> or <c>json.pass_rate</c>.</param>
/// <param name="Kind">How it is judged.</param>
/// <param name="Grader">The grader that it is about; null for the item as a whole.</param>
public sealed record GateMetric(string Name, GateMetricKind Kind, string? Grader = null)
{
    /// <summary>True for what is counted and not estimated: chance has no part in it, and it has no interval.</summary>
    public bool IsCounted => Kind is GateMetricKind.ShareOfCalls or GateMetricKind.Cost;

    /// <summary>The metrics of a run as a whole.</summary>
    public static IReadOnlyList<GateMetric> OfRun { get; } =
    [
        new("pass_rate", GateMetricKind.PassRate),
        new("score_mean", GateMetricKind.Score),
        new("error_rate", GateMetricKind.ShareOfCalls),
        new("undecided_rate", GateMetricKind.ShareOfCalls),
        new("latency_p50_ms", GateMetricKind.Latency),
        new("latency_p95_ms", GateMetricKind.Latency),
        new("cost_usd", GateMetricKind.Cost),
        new("cost_per_item_usd", GateMetricKind.Cost),
        new("cost_per_correct_usd", GateMetricKind.Cost),
    ];

    /// <summary>The metrics that every grader has.</summary>
    public static IReadOnlyList<GateMetric> OfGrader(string grader) =>
        [new($"{grader}.pass_rate", GateMetricKind.PassRate, grader), new($"{grader}.mean", GateMetricKind.Score, grader)];
}

/// <summary>How a metric is judged.</summary>
public enum GateMetricKind
{
    /// <summary>A share of items from 0 to 1, with Wilson's interval or a t interval.</summary>
    PassRate,

    /// <summary>A mean score from 0 to 1, with a t interval.</summary>
    Score,

    /// <summary>A share of the calls of this run, counted and not estimated.</summary>
    ShareOfCalls,

    /// <summary>A quantile of latencies in milliseconds, with an interval of order statistics.</summary>
    Latency,

    /// <summary>US dollars, counted and not estimated, at what the answers cost when they were asked.</summary>
    Cost,
}
