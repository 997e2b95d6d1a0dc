using System.Text.Json.Serialization;
using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>What one side of a comparison comes to, over the items that both sides have a verdict on.</summary>
internal sealed record SideFigures
{
    /// <summary>How many items there are.</summary>
    public required int Items { get; init; }

    /// <summary>How many items pass; with repeats those of which more repeats pass than fail.</summary>
    public required int Passed { get; init; }

    /// <summary>The mean over items of the share of their repeats that pass, from 0 to 1; null without items.</summary>
    public required double? PassRate { get; init; }

    /// <summary>True where the pass rate is a tuning score: optimistic, and no claim.</summary>
    public bool IsTuningScore { get; init; }

    /// <summary>
    /// The 95% interval of the pass rate: Wilson where each item was asked once and stands alone, else t; null without
    /// items.
    /// </summary>
    public required Interval? PassInterval { get; init; }

    /// <summary>What the calls cost when they were asked, in US dollars; null where that of any is unknown.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>
    /// What a right answer costs, wrong ones included in its price, in US dollars; null where nothing passes or a cost
    /// is unknown.
    /// </summary>
    public required decimal? CostPerCorrectUsd { get; init; }

    /// <summary>Half of the answered calls were at most this slow; null where no latency is known.</summary>
    [JsonPropertyName("latency_p50_ms")]
    public required TimeSpan? LatencyP50 { get; init; }

    /// <summary>95% of the answered calls were at most this slow; null where no latency is known.</summary>
    [JsonPropertyName("latency_p95_ms")]
    public required TimeSpan? LatencyP95 { get; init; }

    /// <summary>The figures of one side.</summary>
    internal static SideFigures Of(IReadOnlyList<ItemPair> pairs, Func<ItemPair, ComparedSide> side)
    {
        var sides = pairs.Select(side).ToList();
        var latencies = LatenciesOf(sides);
        var cost = CostOf(sides);
        var right = sides.Sum(one => one.Passed);
        return new SideFigures
        {
            Items = sides.Count,
            Passed = sides.Count(one => one.PassShare > 0.5),
            PassRate = sides.Average(one => one.PassShare),
            PassInterval = IntervalOf(pairs, sides),
            CostUsd = cost,
            CostPerCorrectUsd = right == 0 ? null : cost / right,
            LatencyP50 = At(latencies, 0.5),
            LatencyP95 = At(latencies, 0.95),
        };
    }

    private static Interval? IntervalOf(IReadOnlyList<ItemPair> pairs, List<ComparedSide> sides)
    {
        var rates = new RateAccumulator();
        foreach (var (pair, one) in pairs.Zip(sides))
        {
            if (one.PassShare is { } share)
                rates.Add(share, one.Repeats, pair.Cluster);
        }

        return rates.Interval;
    }

    // Of a failed call the cost is added where it is known.
    private static decimal? CostOf(List<ComparedSide> sides)
    {
        if (sides.Count == 0 || sides.Exists(Measure.HasUnknownCost))
            return null;
        return sides.Sum(side => side.Results.Sum(Measure.CostOf));
    }

    private static double[] LatenciesOf(List<ComparedSide> sides)
    {
        double[] latencies =
        [
            .. sides
                .SelectMany(side => side.Results)
                .Where(result => result.Latency is not null)
                .Select(result => result.Latency!.Value.TotalMilliseconds),
        ];
        Array.Sort(latencies);
        return latencies;
    }

    private static TimeSpan? At(double[] sorted, double share) =>
        sorted.Length == 0 ? null : TimeSpan.FromMilliseconds(Quantile.OfSorted(sorted, share));
}
