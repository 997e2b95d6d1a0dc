namespace PromptLab.Statistics;

/// <summary>How well two lists of numbers about the same things agree in their order.</summary>
internal static class RankCorrelation
{
    /// <summary>
    /// Kendall's τ-b, from −1 to 1, which corrects for ties; null for fewer than two pairs, or if a list has only one value.
    /// </summary>
    /// <remarks>
    /// Kendall, “The Treatment of Ties in Ranking Problems”, Biometrika 33(3), 1945. Compares every pair, so use it for at most a
    /// few thousand values.
    /// </remarks>
    /// <param name="x">Finite numbers.</param>
    /// <param name="y">Finite numbers, as many as <paramref name="x"/>.</param>
    public static double? KendallTauB(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        RequirePairs(x, y);
        long agreeing = 0,
            differentX = 0,
            differentY = 0;
        for (var i = 0; i < x.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (orderX, orderY) = (x[i].CompareTo(x[j]), y[i].CompareTo(y[j]));
                agreeing += orderX * orderY;
                differentX += Math.Abs(orderX);
                differentY += Math.Abs(orderY);
            }
        }

        return differentX == 0 || differentY == 0 ? null : agreeing / Math.Sqrt((double)differentX * differentY);
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
