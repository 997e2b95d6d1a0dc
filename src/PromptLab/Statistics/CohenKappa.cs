namespace PromptLab.Statistics;

/// <summary>How far two raters agree beyond chance, from the contingency table of their ratings of the same items.</summary>
/// <remarks>
/// Cohen, “A Coefficient of Agreement for Nominal Scales”, Educational and Psychological Measurement 20(1), 1960, and with
/// weights for ordered categories, “Weighted Kappa”, Psychological Bulletin 70(4), 1968. Kappa falls towards 0 when nearly all
/// items are in one category, however well the raters agree: show <see cref="Agreement"/> beside it.
/// </remarks>
internal sealed record CohenKappa
{
    private CohenKappa() { }

    /// <summary>The number of rated items.</summary>
    public required int Count { get; init; }

    /// <summary>The share of items that both raters put into the same category, from 0 to 1.</summary>
    public required double Agreement { get; init; }

    /// <summary>Unweighted kappa, at most 1; null if both raters use a single category, and the same one.</summary>
    public required double? Kappa { get; init; }

    /// <summary>Kappa of ordered categories, disagreements weighted by their distance; null when <see cref="Kappa"/> is.</summary>
    public required double? Linear { get; init; }

    /// <summary>Kappa of ordered categories, disagreements weighted by their squared distance; null when <see cref="Kappa"/> is.</summary>
    public required double? Quadratic { get; init; }

    /// <summary>The agreement of a square contingency table; null if the table counts no items.</summary>
    /// <param name="table">
    /// Rows: the first rater's category. Columns: the second rater's category, in the same order. Counts, 0 or more.
    /// </param>
    public static CohenKappa? Of(IReadOnlyList<IReadOnlyList<int>> table)
    {
        foreach (var row in table)
        {
            Require.SameLength(table.Count, row.Count, nameof(table));
            foreach (var count in row)
                ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(table));
        }

        var items = table.Sum(row => row.Sum());
        return items == 0
            ? null
            : new CohenKappa
            {
                Count = items,
                Agreement = table.Select((row, category) => row[category]).Sum() / (double)items,
                Kappa = Weighted(table, items, (row, column) => row == column ? 0 : 1),
                Linear = Weighted(table, items, (row, column) => Math.Abs(row - column)),
                Quadratic = Weighted(table, items, (row, column) => (double)(row - column) * (row - column)),
            };
    }

    // 1 − observed disagreement / disagreement expected by chance.
    private static double? Weighted(IReadOnlyList<IReadOnlyList<int>> table, int items, Func<int, int, double> weight)
    {
        var rows = table.Select(row => (double)row.Sum()).ToArray();
        var columns = Enumerable.Range(0, table.Count).Select(column => (double)table.Sum(row => row[column])).ToArray();
        var (observed, byChance) = (0.0, 0.0);
        for (var row = 0; row < table.Count; row++)
        {
            for (var column = 0; column < table.Count; column++)
            {
                observed += weight(row, column) * table[row][column];
                byChance += weight(row, column) * rows[row] * columns[column] / items;
            }
        }

        return byChance == 0 ? null : 1 - (observed / byChance);
    }
}
