namespace PromptLab.Statistics;

/// <summary>How far two raters agree beyond chance, from the table of what each said of the same items.</summary>
/// <remarks>
/// Cohen, “A Coefficient of Agreement for Nominal Scales”, Educational and Psychological Measurement 20(1), 1960, and with weights for
/// ordered categories, “Weighted Kappa”, Psychological Bulletin 70(4), 1968. Kappa falls towards 0 where nearly all items are of one
/// category, however well the raters agree: show <see cref="Agreement"/> beside it.
/// </remarks>
internal sealed record CohenKappa
{
    private CohenKappa() { }

    /// <summary>How many items were rated.</summary>
    public required int Count { get; init; }

    /// <summary>The share of items that both put into the same category.</summary>
    public required double Agreement { get; init; }

    /// <summary>Kappa of unordered categories, 1 at most; null where both use a single category only, and the same.</summary>
    public required double? Kappa { get; init; }

    /// <summary>Kappa of ordered categories, a disagreement counting by its distance; null as <see cref="Kappa"/>.</summary>
    public required double? Linear { get; init; }

    /// <summary>Kappa of ordered categories, a disagreement counting by the square of its distance; null as <see cref="Kappa"/>.</summary>
    public required double? Quadratic { get; init; }

    /// <summary>The agreement of a square table; null where it counts no item.</summary>
    /// <param name="table">Row: category of the first rater. Column: category of the second, in the same order. Counts, 0 or more.</param>
    public static CohenKappa? Of(IReadOnlyList<IReadOnlyList<int>> table)
    {
        foreach (var row in table)
        {
            Refuse.OtherLength(table.Count, row.Count, nameof(table));
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

    // 1 − observed disagreement / disagreement by chance.
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
