namespace PromptLab.Statistics;

/// <summary>The interval of the difference of two shares right on the same items, by Bonett and Price.</summary>
/// <remarks>
/// Bonett and Price, “Adjusted Wald Confidence Interval for a Difference of Binomial Proportions Based on Paired Data”, Journal
/// of Educational and Behavioral Statistics 37(4), 2012: with l = (losses + 1)/(n + 2), w = (wins + 1)/(n + 2) and D = w − l,
/// D ± z·√((l + w − D²)/(n + 2)). At the very edge it can disagree with the test; the test decides. For independent items.
/// </remarks>
internal static class BonettPriceInterval
{
    /// <summary>The interval of candidate minus baseline, from −1 to 1.</summary>
    /// <param name="losses">Items that only the baseline has right.</param>
    /// <param name="wins">Items that only the candidate has right.</param>
    /// <param name="pairs">All items, changed or not; at least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval Of(int losses, int wins, int pairs, double confidence = 0.95)
    {
        Refuse.NoConfidence(confidence);
        return Around(losses, wins, pairs, StandardNormal.TwoSided(confidence));
    }

    /// <summary>The one-sided lower limit of candidate minus baseline: the difference lies above it with this confidence.</summary>
    /// <param name="losses">Items that only the baseline has right.</param>
    /// <param name="wins">Items that only the candidate has right.</param>
    /// <param name="pairs">All items, changed or not; at least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static double LowerLimit(int losses, int wins, int pairs, double confidence = 0.95)
    {
        Refuse.NoConfidence(confidence);
        return Around(losses, wins, pairs, StandardNormal.Quantile(confidence)).Low;
    }

    private static Interval Around(int losses, int wins, int pairs, double z)
    {
        Refuse.MorePairsThan(losses, wins, pairs);
        var n = pairs + 2.0;
        var (loss, win) = ((losses + 1) / n, (wins + 1) / n);
        var difference = win - loss;
        var half = z * Math.Sqrt((loss + win - (difference * difference)) / n);
        return new Interval(Math.Max(-1, difference - half), Math.Min(1, difference + half));
    }
}
