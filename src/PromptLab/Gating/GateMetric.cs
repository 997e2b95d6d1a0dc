namespace PromptLab.Gating;

/// <summary>A metric of a run that a gate limits or compares.</summary>
/// <param name="Name">The name in a gate, such as <c>pass_rate</c> or <c>json.pass_rate</c>.</param>
/// <param name="Kind">The kind, which decides its unit and its interval.</param>
/// <param name="Grader">The id of the grader it belongs to; null for a metric of the item as a whole.</param>
public sealed record GateMetric(string Name, GateMetricKind Kind, string? Grader = null)
{
    /// <summary>True for a metric that is counted, not estimated, and so has no confidence interval.</summary>
    public bool IsCounted => Kind is GateMetricKind.ShareOfCalls or GateMetricKind.Tokens or GateMetricKind.Cost;

    /// <summary>The metrics of every run.</summary>
    public static IReadOnlyList<GateMetric> OfRun { get; } =
    [
        new("pass_rate", GateMetricKind.PassRate),
        new("score_mean", GateMetricKind.Score),
        new("error_rate", GateMetricKind.ShareOfCalls),
        new("undecided_rate", GateMetricKind.ShareOfCalls),
        new("truncated_rate", GateMetricKind.ShareOfCalls),
        new("latency_p50_ms", GateMetricKind.Latency),
        new("latency_p95_ms", GateMetricKind.Latency),
        new("input_tokens_per_call", GateMetricKind.Tokens),
        new("output_tokens_per_call", GateMetricKind.Tokens),
        new("cost_usd", GateMetricKind.Cost),
        new("cost_per_item_usd", GateMetricKind.Cost),
        new("cost_per_correct_usd", GateMetricKind.Cost),
    ];

    /// <summary>The metrics of one grader: its pass rate and its mean score.</summary>
    internal static IReadOnlyList<GateMetric> OfGrader(string grader) =>
        [new($"{grader}.pass_rate", GateMetricKind.PassRate, grader), new($"{grader}.mean", GateMetricKind.Score, grader)];
}

/// <summary>The kind of a metric: its unit, and how its interval is computed.</summary>
public enum GateMetricKind
{
    /// <summary>A share of items from 0 to 1, with a Wilson interval, or a t interval for repeated or clustered items.</summary>
    PassRate,

    /// <summary>A mean score from 0 to 1, with a t interval.</summary>
    Score,

    /// <summary>A share of the run's calls from 0 to 1, counted, without an interval.</summary>
    ShareOfCalls,

    /// <summary>A quantile of latencies in milliseconds, with an order-statistics interval.</summary>
    Latency,

    /// <summary>The mean number of tokens of a call whose tokens are reported, counted, without an interval.</summary>
    Tokens,

    /// <summary>US dollars, counted, without an interval. Cached responses count at their original cost.</summary>
    Cost,
}
