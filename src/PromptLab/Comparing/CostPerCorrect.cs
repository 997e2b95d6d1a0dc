using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>How much more a right answer costs, in US dollars.</summary>
/// <param name="Difference">Candidate minus baseline.</param>
/// <param name="Interval">
/// The 95% interval of the difference; null where either side has fewer than <see cref="FewestRight"/> right answers.
/// </param>
/// <remarks>
/// A ratio of two sums over the same items, so its interval is linearised: each item counts with (cost − ratio · right) / (mean
/// of right), and the t interval of the paired differences of these is used (Cochran, “Sampling Techniques”, 3rd edition, 1977,
/// 6.3). Rough where few answers are right.
/// </remarks>
internal sealed record CostPerCorrect(double Difference, Interval? Interval)
{
    /// <summary>With fewer right answers on a side the interval would be no more than a guess.</summary>
    public const int FewestRight = 5;

    /// <summary>
    /// The difference over pairs that have a verdict on both sides; null where a cost is unknown or a side has nothing
    /// right.
    /// </summary>
    internal static CostPerCorrect? Of(IReadOnlyList<ItemPair> pairs)
    {
        var (before, after) = (
            pairs.Select(pair => PerItem(pair.Baseline)).ToList(),
            pairs.Select(pair => PerItem(pair.Candidate)).ToList()
        );
        if (Linearised(before) is not { } baseline || Linearised(after) is not { } candidate)
            return null;
        var difference = candidate.Ratio - baseline.Ratio;
        var isRough = Math.Min(pairs.Sum(pair => pair.Baseline.Passed), pairs.Sum(pair => pair.Candidate.Passed)) < FewestRight;
        var around = MeanEstimate
            .Of([.. candidate.Items.Zip(baseline.Items, (now, was) => now - was)], [.. pairs.Select(pair => pair.Cluster)])
            ?.Interval;
        return new CostPerCorrect(
            difference,
            isRough || around is not { } interval ? null : new Interval(difference + interval.Low, difference + interval.High)
        );
    }

    // Null where the cost or the verdict is not known: neither is ever taken for 0.
    private static (double Cost, double Right)? PerItem(ComparedSide side) =>
        Measure.CostUsd.ValueOf(side) is { } cost && side.PassShare is { } right ? (cost, right) : null;

    private static (double Ratio, IReadOnlyList<double> Items)? Linearised(List<(double Cost, double Right)?> items)
    {
        List<(double Cost, double Right)> known = [.. items.OfType<(double Cost, double Right)>()];
        var right = known.Sum(item => item.Right);
        if (right == 0 || known.Count < items.Count)
            return null;
        var ratio = known.Sum(item => item.Cost) / right;
        return (ratio, [.. known.Select(item => (item.Cost - (ratio * item.Right)) * known.Count / right)]);
    }
}
