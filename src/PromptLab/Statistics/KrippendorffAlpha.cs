namespace PromptLab.Statistics;

/// <summary>How far any number of raters agree beyond chance; ratings may be missing.</summary>
/// <remarks>
/// Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011, https://repository.upenn.edu/asc_papers/43: over all
/// pairs of ratings of the same unit, 1 − observed / expected disagreement. A unit with fewer than two ratings is ignored. Sums
/// over pairs follow from sums over ratings, so the time grows with the number of ratings only.
/// </remarks>
internal static class KrippendorffAlpha
{
    /// <summary>Alpha of unordered categories, at most 1; null without two different ratings in units rated more than once.</summary>
    /// <param name="ratings">Rows: raters. Columns: units. Null: not rated.</param>
    public static double? Nominal(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, values => values, Differing);

    /// <summary>Alpha of ordered categories, at most 1; null without two different ratings in units rated more than once.</summary>
    /// <param name="ratings">Rows: raters. Columns: units. Null: not rated.</param>
    public static double? Ordinal(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, MidRanks, SquaredDistances);

    /// <summary>
    /// Alpha of numbers with meaningful distances, at most 1; null without two different ratings in units rated more than once.
    /// </summary>
    /// <param name="ratings">Rows: raters. Columns: units. Null: not rated.</param>
    public static double? Interval(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, values => values, SquaredDistances);

    // Disagreement is summed over all ordered pairs of a list of positions.
    private static double? Of(
        IReadOnlyList<IReadOnlyList<double?>> ratings,
        Func<double[], double[]> positionsOf,
        Func<double[], double> disagreement
    )
    {
        var units = PairableUnits(ratings);
        double[] all = [.. units.SelectMany(unit => unit)];
        if (all.Distinct().Count() < 2)
            return null;
        var positions = positionsOf(all);
        var (observed, next) = (0.0, 0);
        foreach (var unit in units)
        {
            observed += disagreement(positions[next..(next + unit.Length)]) / (unit.Length - 1);
            next += unit.Length;
        }

        return 1 - ((all.Length - 1) * observed / disagreement(positions));
    }

    private static double Differing(double[] values) =>
        ((double)values.Length * values.Length) - values.CountBy(value => value).Sum(same => (double)same.Value * same.Value);

    private static double SquaredDistances(double[] values)
    {
        var mean = values.Average();
        return 2 * values.Length * values.Sum(value => (value - mean) * (value - mean));
    }

    private static double[][] PairableUnits(IReadOnlyList<IReadOnlyList<double?>> ratings)
    {
        foreach (var rater in ratings)
        {
            Require.SameLength(ratings[0].Count, rater.Count, nameof(ratings));
            foreach (var rating in rater)
                Require.Finite(rating ?? 0, nameof(ratings));
        }

        return
        [
            .. Enumerable
                .Range(0, ratings.Count == 0 ? 0 : ratings[0].Count)
                .Select(unit => ratings.Select(rater => rater[unit]).OfType<double>().ToArray())
                .Where(unit => unit.Length > 1),
        ];
    }

    // Two values are as far apart as there are ratings between them, counting half of those at either end.
    private static double[] MidRanks(double[] values)
    {
        var ranks = new Dictionary<double, double>();
        var below = 0;
        foreach (var (value, count) in values.CountBy(value => value).OrderBy(value => value.Key))
        {
            ranks[value] = below + (count / 2.0);
            below += count;
        }

        return [.. values.Select(value => ranks[value])];
    }
}
