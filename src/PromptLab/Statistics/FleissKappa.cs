namespace PromptLab.Statistics;

/// <summary>How far several raters agree beyond chance, when every item has the same number of ratings.</summary>
internal static class FleissKappa
{
    /// <summary>Kappa, at most 1; null if there are no items, or all ratings are in one category.</summary>
    /// <remarks>Fleiss, “Measuring Nominal Scale Agreement Among Many Raters”, Psychological Bulletin 76(5), 1971.</remarks>
    /// <param name="counts">Rows: items. Columns: how many raters chose that category. Every row has the same sum, at least 2.</param>
    public static double? Of(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        if (counts.Count == 0)
            return null;
        var raters = counts[0].Sum();
        foreach (var row in counts)
        {
            Require.SameLength(counts[0].Count, row.Count, nameof(counts));
            if (raters < 2 || row.Sum() != raters || row.Any(count => count < 0))
                throw new ArgumentException("Every item is rated by equally many, at least 2.", nameof(counts));
        }

        var agreement = counts.Average(row => row.Sum(count => (double)count * (count - 1)) / ((double)raters * (raters - 1)));
        var byChance = Enumerable
            .Range(0, counts[0].Count)
            .Sum(category => Math.Pow(counts.Average(row => row[category] / (double)raters), 2));
        return byChance == 1 ? null : (agreement - byChance) / (1 - byChance);
    }
}
