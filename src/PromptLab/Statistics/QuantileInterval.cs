namespace PromptLab.Statistics;

/// <summary>A distribution-free interval of a quantile, such as the 95th percentile of latency.</summary>
/// <remarks>
/// Between two order statistics: the number of values below the quantile follows Binomial(n, p). Hahn and Meeker, “Statistical
/// Intervals”, 1991, §5.2. The coverage is at least the nominal one. For independent values.
/// </remarks>
internal static class QuantileInterval
{
    /// <summary>The interval; null if the sample is too small for either limit, as with fewer than 6 values for a median.</summary>
    /// <param name="values">Finite numbers, in any order.</param>
    /// <param name="p">From 0 to 1.</param>
    /// <param name="confidence">Between 0 and 1; the rest is split evenly between both sides.</param>
    public static Interval? Of(IEnumerable<double> values, double p, double confidence = 0.95) =>
        Limits(values, p, confidence) is ({ } low, { } high) ? new Interval(low, high) : null;

    /// <summary>
    /// The two limits, each null if the sample is too small for it: a few values give a lower limit of their 95th percentile but
    /// no upper one.
    /// </summary>
    /// <param name="values">Finite numbers, in any order.</param>
    /// <param name="p">From 0 to 1.</param>
    /// <param name="confidence">Between 0 and 1; the rest is split evenly between both sides.</param>
    public static (double? Low, double? High) Limits(IEnumerable<double> values, double p, double confidence = 0.95)
    {
        Require.Probability(p);
        Require.Confidence(confidence);
        var sorted = values.Order().ToArray();
        Require.Finite(sorted, nameof(values));
        var outside = (1 - confidence) / 2;
        // Ranks of the limits: the largest with P(X ≤ rank) ≤ outside, the smallest with P(X ≤ rank) ≥ 1 − outside.
        var low = FirstTrue(sorted.Length, below => BinomialTail.AtMost(below, sorted.Length, p) > outside) - 1;
        var high = FirstTrue(sorted.Length, below => BinomialTail.AtMost(below, sorted.Length, p) >= 1 - outside);
        return (low < 0 ? null : sorted[low], high >= sorted.Length ? null : sorted[high]);
    }

    private static int FirstTrue(int count, Func<int, bool> isTrue)
    {
        var (few, many) = (-1, count);
        while (many - few > 1)
        {
            var middle = (few + many) / 2;
            if (isTrue(middle))
                many = middle;
            else
                few = middle;
        }

        return many;
    }
}
