namespace PromptLab.Statistics;

/// <summary>Quantiles of a sample.</summary>
internal static class Quantile
{
    /// <summary>The type 7 quantile: linear interpolation between order statistics at (n − 1)·p. Null for an empty sample.</summary>
    /// <remarks>Hyndman and Fan, “Sample Quantiles in Statistical Packages”, The American Statistician 50(4), 1996, definition 7.</remarks>
    /// <param name="values">The sample of finite numbers, in any order.</param>
    /// <param name="p">From 0 to 1.</param>
    public static double? Type7(IEnumerable<double> values, double p)
    {
        if (p is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies from 0 to 1.");
        var sorted = values.Order().ToArray();
        Require.Finite(sorted, nameof(values));
        return sorted.Length == 0 ? null : OfSorted(sorted, p);
    }

    /// <summary>The type 7 quantile of a non-empty sample in ascending order.</summary>
    internal static double OfSorted(double[] sorted, double p)
    {
        var position = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
