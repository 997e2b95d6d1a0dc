namespace PromptLab.Statistics;

/// <summary>How well two lists of numbers about the same things agree in their order.</summary>
internal static class RankCorrelation
{
    /// <summary>
    /// Kendall's τ-b, from −1 to 1, which corrects for ties; null for fewer than two pairs, or if a list has only one value.
    /// </summary>
    /// <remarks>
    /// Kendall, “The Treatment of Ties in Ranking Problems”, Biometrika 33(3), 1945. Pairs in the wrong order are counted while
    /// sorting, in n log n steps: Knight, “A Computer Method for Calculating Kendall's Tau with Ungrouped Data”, JASA 61, 1966.
    /// </remarks>
    /// <param name="x">Finite numbers.</param>
    /// <param name="y">Finite numbers, as many as <paramref name="x"/>.</param>
    public static double? KendallTauB(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        RequirePairs(x, y);
        int[] order = [.. Enumerable.Range(0, x.Count).OrderBy(index => x[index]).ThenBy(index => y[index])];
        double[] sorted = [.. order.Select(index => y[index])];
        var pairs = PairsOf(x.Count);
        var differentX = pairs - x.CountBy(value => value).Sum(ties => PairsOf(ties.Value));
        var differentY = pairs - y.CountBy(value => value).Sum(ties => PairsOf(ties.Value));
        var sameInBoth = order.CountBy(index => (x[index], y[index])).Sum(ties => PairsOf(ties.Value));
        var inversions = SortAndCount(sorted, new double[sorted.Length]);
        // Pairs that differ in both are in the same order or inverted, and inversions count once for each.
        var agreeing = differentX + differentY - pairs + sameInBoth - (2 * inversions);
        return differentX == 0 || differentY == 0 ? null : agreeing / Math.Sqrt((double)differentX * differentY);
    }

    private static long PairsOf(int count) => (long)count * (count - 1) / 2;

    // Merge sort; each element that moves before others to its left is as many inversions.
    private static long SortAndCount(Span<double> values, Span<double> merged)
    {
        if (values.Length < 2)
            return 0;
        var left = values[..(values.Length / 2)];
        var right = values[left.Length..];
        var inversions = SortAndCount(left, merged) + SortAndCount(right, merged);
        var (fromLeft, fromRight) = (0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (fromRight == right.Length || (fromLeft < left.Length && left[fromLeft] <= right[fromRight]))
                merged[i] = left[fromLeft++];
            else
            {
                merged[i] = right[fromRight++];
                inversions += left.Length - fromLeft;
            }
        }

        merged[..values.Length].CopyTo(values);
        return inversions;
    }

    /// <summary>
    /// Spearman's ρ, from −1 to 1: the correlation of the ranks, where ties share their mean rank; null as for <see
    /// cref="KendallTauB"/>.
    /// </summary>
    /// <remarks>
    /// Spearman, “The Proof and Measurement of Association Between Two Things”, American Journal of Psychology 15(1), 1904.
    /// </remarks>
    /// <param name="x">Finite numbers.</param>
    /// <param name="y">Finite numbers, as many as <paramref name="x"/>.</param>
    public static double? Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        RequirePairs(x, y);
        var (ranksX, ranksY) = (CentredRanks(x), CentredRanks(y));
        var scale = Math.Sqrt(ranksX.Sum(rank => rank * rank) * ranksY.Sum(rank => rank * rank));
        return scale == 0 ? null : Math.Clamp(ranksX.Zip(ranksY, (one, other) => one * other).Sum() / scale, -1, 1);
    }

    private static void RequirePairs(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        Require.SameLength(x.Count, y.Count, nameof(y));
        Require.Finite(x);
        Require.Finite(y);
    }

    // Ranks from 0 minus their mean (n − 1)/2: integers or halves, so the arithmetic is exact.
    private static double[] CentredRanks(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        var first = 0;
        foreach (var ties in Enumerable.Range(0, values.Count).GroupBy(index => values[index]).OrderBy(group => group.Key))
        {
            var indexes = ties.ToArray();
            foreach (var index in indexes)
                ranks[index] = first + ((indexes.Length - 1) / 2.0) - ((values.Count - 1) / 2.0);
            first += indexes.Length;
        }

        return ranks;
    }
}
