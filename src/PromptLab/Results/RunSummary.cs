using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>What a run's results come to. A pure function of them: their order of arrival makes no difference.</summary>
public sealed record RunSummary
{
    /// <summary>The share of failed calls from which on a run's rates are not used: more than 2%.</summary>
    /// <remarks>A dropped item is not missing at random; see methods for the limit.</remarks>
    public const double HighestErrorRate = 0.02;

    /// <summary>How many items were asked.</summary>
    public required int Items { get; init; }

    /// <summary>How many results there are: items times repeats in a finished run.</summary>
    public required int Results { get; init; }

    /// <summary>How many results have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many responses could not be decided.</summary>
    public required int Undecided { get; init; }

    /// <summary>How many calls failed, by reason, in order of the reason.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Failures { get; init; }

    /// <summary>How many calls failed.</summary>
    public int Errors => Failures.Sum(pair => pair.Value);

    /// <summary>How many results passed.</summary>
    public required int Passed { get; init; }

    /// <summary>The mean over the scored items of the share of their scored repeats that passed, 0 to 1; null where nothing was scored.</summary>
    public required double? PassRate { get; init; }

    /// <summary>The 95% interval of the pass rate (Wilson); null with repeats, whose calls are not independent, and where nothing was scored.</summary>
    public required Interval? PassInterval { get; init; }

    /// <summary>The mean of the items' mean scores, each item by its weight, 0 to 1; null where nothing was scored.</summary>
    public required double? ScoreMean { get; init; }

    /// <summary>Each grader on its own, in order of id.</summary>
    public required IReadOnlyList<GraderSummary> Graders { get; init; }

    /// <summary>Each tag on its own, in order of name.</summary>
    public required IReadOnlyList<TagSummary> Tags { get; init; }

    /// <summary>Tokens and money.</summary>
    public required UsageSummary Usage { get; init; }

    /// <summary>Half of the answered calls were at most this slow; null where no latency is known.</summary>
    [JsonPropertyName("latency_p50_ms")]
    public required TimeSpan? LatencyP50 { get; init; }

    /// <summary>95% of the answered calls were at most this slow; null where no latency is known.</summary>
    [JsonPropertyName("latency_p95_ms")]
    public required TimeSpan? LatencyP95 { get; init; }

    /// <summary>True where too many calls failed for the rates to be used, or nothing was answered at all.</summary>
    public bool HasTooManyErrors => Results == Errors || Errors > HighestErrorRate * Results;

    /// <summary>Adds up results; none of them may be there twice.</summary>
    public static RunSummary Of(IEnumerable<ItemResult> results)
    {
        var sorted = RunJournal.Sort(results);
        var scored = sorted.Where(result => result.Score is not null).ToList();
        var askedOnce = sorted.All(result => result.Repeat == 1);
        var passed = scored.Count(Passes);
        return new RunSummary
        {
            Items = sorted.DistinctBy(result => result.ItemId, StringComparer.Ordinal).Count(),
            Results = sorted.Count,
            Scored = scored.Count,
            Undecided = sorted.Count(result => result.Status == ItemStatus.Undecided),
            Failures = CountFailures(sorted),
            Passed = passed,
            PassRate = PassRateOf(scored),
            PassInterval = askedOnce ? WilsonInterval.Of(passed, scored.Count) : null,
            ScoreMean = WeightedMean(scored),
            Graders = GraderSummary.Of(sorted),
            Tags = TagSummary.Of(sorted),
            Usage = UsageSummary.Of(sorted),
            LatencyP50 = LatencyAt(sorted, 0.5),
            LatencyP95 = LatencyAt(sorted, 0.95),
        };
    }

    internal static bool Passes(ItemResult result) => result.Status == ItemStatus.Pass;

    /// <summary>The mean over the items of the share of their results that passed; null where there is none.</summary>
    internal static double? PassRateOf(IEnumerable<ItemResult> sorted) =>
        Mean(ItemMeans.Of(sorted.Select(result => (result, Passes(result) ? 1.0 : 0.0))).Select(item => item.Mean));

    internal static double? Mean(IEnumerable<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            sum += value;
            count++;
        }

        return count == 0 ? null : sum / count;
    }

    private static List<KeyValuePair<string, int>> CountFailures(IEnumerable<ItemResult> results) =>
        [.. results
            .Where(result => result.Failure is not null)
            .CountBy(result => result.Failure!.Type, StringComparer.Ordinal)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    private static double? WeightedMean(IEnumerable<ItemResult> scored)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var (first, mean) in ItemMeans.Of(scored.Select(result => (result, result.Score!.Value))))
        {
            sum += first.Weight * mean;
            weight += first.Weight;
        }

        return weight == 0 ? null : sum / weight;
    }

    private static TimeSpan? LatencyAt(IEnumerable<ItemResult> results, double share) =>
        Quantile.Type7(results.Where(result => result.Latency is not null).Select(result => result.Latency!.Value.TotalMilliseconds), share)
            is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
}
