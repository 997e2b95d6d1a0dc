namespace PromptLab.Statistics;

/// <summary>The variance of scores between items, and between repeats of the same item.</summary>
/// <remarks>
/// A one-way random-effects analysis of variance: within = mean over items of the variance of their repeats (divisor k − 1),
/// between = variance of the item means − within · mean of 1/k, ICC(1) = between / (between + within): Shrout and Fleiss,
/// “Intraclass Correlations”, Psychological Bulletin 86(2), 1979. Items may have different numbers of repeats, since calls
/// fail: each item then has the same weight (the analysis of unweighted means: Searle, Casella and McCulloch, “Variance
/// Components”, 1992), an item with a single repeat contributes nothing to the variance within items, and one with none is
/// left out.
/// </remarks>
internal sealed record RepeatVariance
{
    private RepeatVariance() { }

    /// <summary>The mean over items of their means over repeats.</summary>
    public required double Mean { get; init; }

    /// <summary>The number of items with at least one score.</summary>
    public required int Items { get; init; }

    /// <summary>The standard error of <see cref="Mean"/> with the item as the unit; null for fewer than two items.</summary>
    public required double? StandardErrorOfMean { get; init; }

    /// <summary>The variance between repeats of one item; null if no item has two repeats.</summary>
    public required double? WithinItem { get; init; }

    /// <summary>
    /// The variance between items, net of the variance between repeats; negative by chance if there is none. Null for fewer than
    /// two items, or if no item has two repeats.
    /// </summary>
    public required double? BetweenItem { get; init; }

    /// <summary>
    /// The share of variance that is between items, 1 for scores that repeat exactly; null if <see cref="BetweenItem"/> is null or
    /// nothing varies.
    /// </summary>
    public required double? Icc1 { get; init; }

    /// <summary>The probability that two repeats of an item differ, averaged over items; null if no item has two repeats.</summary>
    /// <remarks>For scores of 0 and 1 it is twice <see cref="WithinItem"/>.</remarks>
    public required double? ExpectedDisagreement { get; init; }

    /// <summary>The share of items with identical repeats, among those with two or more; null if there are none.</summary>
    public required double? TotalAgreement { get; init; }

    /// <summary>The variances of scores, given one list of repeats per item; null if no item has a score.</summary>
    public static RepeatVariance? Of(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        foreach (var repeats in scores)
            Require.Finite(repeats, nameof(scores));
        var items = scores.Where(repeats => repeats.Count > 0).ToArray();
        if (items.Length == 0)
            return null;
        var repeated = items.Where(repeats => repeats.Count > 1).ToArray();
        var means = items.Select(repeats => repeats.Average()).ToArray();
        var within = MeanOf(repeated, Variance);
        var between = items.Length < 2 ? null : Variance(means) - (within * items.Average(repeats => 1.0 / repeats.Count));
        return new RepeatVariance
        {
            Mean = means.Average(),
            Items = items.Length,
            StandardErrorOfMean = items.Length < 2 ? null : Math.Sqrt(Variance(means) / items.Length),
            WithinItem = within,
            BetweenItem = between,
            Icc1 = between + within > 0 ? between / (between + within) : null,
            ExpectedDisagreement = MeanOf(repeated, Disagreement),
            TotalAgreement = MeanOf(repeated, repeats => repeats.All(score => score == repeats[0]) ? 1 : 0),
        };
    }

    private static double? MeanOf(IReadOnlyList<double>[] items, Func<IReadOnlyList<double>, double> ofItem) =>
        items.Length == 0 ? null : items.Average(ofItem);

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    // The share of pairs that differ, from the sizes of the groups that agree.
    private static double Disagreement(IReadOnlyList<double> repeats)
    {
        double pairs = (long)repeats.Count * (repeats.Count - 1);
        return 1 - (repeats.CountBy(score => score).Sum(group => (double)group.Value * (group.Value - 1)) / pairs);
    }
}
