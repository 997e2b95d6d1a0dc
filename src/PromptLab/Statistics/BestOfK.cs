namespace PromptLab.Statistics;

/// <summary>Unbiased estimates of the highest and the lowest of k scores, from n scores.</summary>
/// <remarks>
/// The mean over all choices of k of the n: the i-th smallest score is the highest of C(i − 1, k − 1) of the C(n, k) choices. For scores of
/// 0 and 1 these are pass@k and pass^k (<see cref="PassAtK"/>).
/// </remarks>
internal static class BestOfK
{
    /// <summary>The expected highest of k scores.</summary>
    /// <param name="ascending">The scores, from the lowest to the highest; at least one.</param>
    /// <param name="k">From 1 to the number of scores.</param>
    public static double Highest(IReadOnlyList<double> ascending, int k) => Mean(ascending.Count, k, at => ascending[at]);

    /// <summary>The expected lowest of k scores.</summary>
    /// <inheritdoc cref="Highest"/>
    public static double Lowest(IReadOnlyList<double> ascending, int k) =>
        Mean(ascending.Count, k, at => ascending[ascending.Count - 1 - at]);

    // From the most likely one down: C(i − 1, k − 1) / C(i, k − 1) = (i − k + 1) / i.
    private static double Mean(int n, int k, Func<int, double> scoreAt)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        var (share, mean) = ((double)k / n, 0.0);
        for (var i = n - 1; i >= k - 1; i--)
        {
            mean += share * scoreAt(i);
            share *= i == 0 ? 0 : (i - k + 1) / (double)i;
        }

        return mean;
    }
}
