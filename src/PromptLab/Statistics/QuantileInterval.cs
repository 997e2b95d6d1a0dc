namespace PromptLab.Statistics;

/// <summary>The interval of a quantile, such as the 95th percentile of latency, whatever the distribution.</summary>
/// <remarks>
/// Between two order statistics: the number of values below the quantile follows Binomial(n, p). Hahn and Meeker, “Statistical
/// Intervals”, 1991, §5.2. Its true confidence is at least as said. For independent values.
/// </remarks>
internal static class QuantileInterval
{
    /// <summary>The interval; null where the sample is too small for a limit on either side, as below 6 values for a median.</summary>
    /// <param name="values">Finite numbers, in any order.</param>
    /// <param name="p">From 0 to 1.</param>
    /// <param name="confidence">Between 0 and 1, half of the rest on either side.</param>
    public static Interval? Of(IEnumerable<double> values, double p, double confidence = 0.95) =>
        Limits(values, p, confidence) is ({ } low, { } high) ? new Interval(low, high) : null;

    /// <summary>
    /// The two limits, each null where the sample is too small for it: few values have a lower limit of their 95th
    /// percentile and no upper one.
    /// </summary>
    /// <param name="values">Finite numbers, in any order.</param>
    /// <param name="p">From 0 to 1.</param>
    /// <param name="confidence">Between 0 and 1, half of the rest on either side.</param>
    public static (double? Low, double? High) Limits(IEnumerable<double> values, double p, double confidence = 0.95)
    {
        Refuse.NoProbability(p);
        Refuse.NoConfidence(confidence);
        var sorted = values.Order().ToArray();
        Refuse.NotFinite(sorted, nameof(values));
        var outside = (1 - confidence) / 2;
        // So many values lie below both limits: the most with P(X ≤ below) ≤ outside, the fewest with P(X ≤ below) ≥ 1 − outside.
        var low = Fewest(sorted.Length, below => BinomialTail.AtMost(below, sorted.Length, p) > outside) - 1;
        var high = Fewest(sorted.Length, below => BinomialTail.AtMost(below, sorted.Length, p) >= 1 - outside);
        return (low < 0 ? null : sorted[low], high >= sorted.Length ? null : sorted[high]);
    }

    private static int Fewest(int most, Func<int, bool> enough)
    {
        var (few, many) = (-1, most);
        while (many - few > 1)
        {
            var middle = (few + many) / 2;
            if (enough(middle))
                many = middle;
            else
                few = middle;
        }

        return many;
    }
}
