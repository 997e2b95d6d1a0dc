namespace PromptLab.Statistics;

/// <summary>The Bonett–Price interval of the difference between two paired proportions of right items.</summary>
/// <remarks>
/// Bonett and Price, “Adjusted Wald Confidence Interval for a Difference of Binomial Proportions Based on Paired Data”,
/// Journal of Educational and Behavioral Statistics 37(4), 2012: with l = (losses + 1)/(n + 2), w = (wins + 1)/(n + 2) and D =
/// w − l, D ± z·√((l + w − D²)/(n + 2)). Near the threshold it can disagree with McNemar's test; the test decides. For
/// independent items.
/// </remarks>
internal static class BonettPriceInterval
{
    /// <summary>The interval of candidate minus baseline, from −1 to 1.</summary>
    /// <param name="losses">Items that only the baseline gets right.</param>
    /// <param name="wins">Items that only the candidate gets right.</param>
    /// <param name="pairs">All items, changed or not; at least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval Of(int losses, int wins, int pairs, double confidence = 0.95)
    {
        Require.Confidence(confidence);
        return Around(losses, wins, pairs, StandardNormal.TwoSided(confidence));
    }

    /// <summary>The one-sided lower limit of candidate minus baseline: with this confidence, the difference is above it.</summary>
    /// <param name="losses">Items that only the baseline gets right.</param>
    /// <param name="wins">Items that only the candidate gets right.</param>
    /// <param name="pairs">All items, changed or not; at least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static double LowerLimit(int losses, int wins, int pairs, double confidence = 0.95)
    {
        Require.Confidence(confidence);
        return Around(losses, wins, pairs, StandardNormal.Quantile(confidence)).Low;
    }

    private static Interval Around(int losses, int wins, int pairs, double z)
    {
        Require.PairCounts(losses, wins, pairs);
        var n = pairs + 2.0;
        var (loss, win) = ((losses + 1) / n, (wins + 1) / n);
        var difference = win - loss;
        var half = z * Math.Sqrt((loss + win - (difference * difference)) / n);
        return new Interval(Math.Max(-1, difference - half), Math.Min(1, difference + half));
    }
}
