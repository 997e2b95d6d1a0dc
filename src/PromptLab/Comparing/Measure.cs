using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>One thing that is measured of an item on each side of a comparison, its repeats averaged.</summary>
/// <param name="Name">The name, such as <c>pass_rate</c> or <c>json.mean</c>.</param>
/// <param name="ValueOf">The value of one side; null where it has none.</param>
/// <param name="Applies">True for a pair that the measure is about at all; others are not counted as left out.</param>
/// <param name="LowerIsBetter">True for a cost.</param>
internal sealed record Measure(string Name, Func<ComparedSide, double?> ValueOf, Func<ItemPair, bool> Applies, bool LowerIsBetter = false)
{
    /// <summary>The share of an item's repeats that pass.</summary>
    public static Measure PassRate { get; } = new("pass_rate", side => side.PassShare, _ => true);

    /// <summary>The item's score. Its mean weighs items by their weight.</summary>
    public static Measure Score { get; } = new("score_mean", side => side.Score, _ => true);

    /// <summary>The tokens that were sent.</summary>
    public static Measure InputTokens { get; } = Amount("input_tokens", result => result.Usage?.Input);

    /// <summary>The tokens that came back.</summary>
    public static Measure OutputTokens { get; } = Amount("output_tokens", result => result.Usage?.Output);

    /// <summary>
    /// What a call cost when it was asked, in US dollars, whoever answers it now. An item has no value where the cost
    /// of an answered repeat is unknown.
    /// </summary>
    public static Measure CostUsd { get; } =
        new(
            "cost_usd",
            side => HasUnknownCost(side) ? null : side.MeanOf(result => result.Failure is null ? (double?)CostOf(result) : null),
            _ => true,
            LowerIsBetter: true
        );

    /// <summary>How long a successful call took, in milliseconds.</summary>
    public static Measure LatencyMs { get; } = Amount("latency_ms", result => result.Latency?.TotalMilliseconds);

    /// <summary>The pass rate of the items of one tag.</summary>
    public static Measure OfTag(string tag) =>
        PassRate with
        {
            Name = tag,
            Applies = pair => pair.Tags.Contains(tag, StringComparer.Ordinal),
        };

    /// <summary>The scores of one grader.</summary>
    public static Measure OfGrader(string grader) =>
        new(grader, side => side.ScoreOf(grader), pair => pair.Baseline.IsJudgedBy(grader) || pair.Candidate.IsJudgedBy(grader));

    /// <summary>The share that one grader passes.</summary>
    public static Measure PassRateOfGrader(string grader) => OfGrader(grader) with { ValueOf = side => side.PassShareOf(grader) };

    /// <summary>The values of the pairs that have one on both sides.</summary>
    public PairedSample SampleOf(IEnumerable<ItemPair> pairs)
    {
        var (baseline, candidate, clusters) = (new List<double>(), new List<double>(), new List<string?>());
        var (leftOut, askedOnce) = (0, true);
        foreach (var pair in pairs.Where(Applies))
        {
            if (ValueOf(pair.Baseline) is not { } before || ValueOf(pair.Candidate) is not { } after)
            {
                leftOut++;
                continue;
            }

            baseline.Add(before);
            candidate.Add(after);
            clusters.Add(pair.Cluster);
            askedOnce &= pair.Baseline.Repeats == 1 && pair.Candidate.Repeats == 1;
        }

        return new PairedSample
        {
            Baseline = baseline,
            Candidate = candidate,
            Clusters = clusters,
            LeftOut = leftOut,
            AskedOnce = askedOnce,
            LowerIsBetter = LowerIsBetter,
            Largest = LowerIsBetter ? null : 1,
        };
    }

    /// <summary>What the answer of a call cost when it was asked; null where that is unknown.</summary>
    internal static decimal? CostOf(ItemResult result) => result.Cached ? result.OriginalCostUsd : result.CostUsd;

    /// <summary>True where an answered call of an item has no known cost.</summary>
    internal static bool HasUnknownCost(ComparedSide side)
    {
        for (var i = 0; i < side.Results.Count; i++)
        {
            if (side.Results[i].Failure is null && CostOf(side.Results[i]) is null)
                return true;
        }

        return false;
    }

    // A failed call has no amount of its own to set beside an answered one.
    private static Measure Amount(string name, Func<ItemResult, double?> amountOf) =>
        new(name, side => side.MeanOf(result => result.Failure is null ? amountOf(result) : null), _ => true, LowerIsBetter: true);
}
