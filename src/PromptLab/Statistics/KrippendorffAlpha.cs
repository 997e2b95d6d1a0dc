namespace PromptLab.Statistics;

/// <summary>How far any number of raters agree beyond chance; ratings may be missing.</summary>
/// <remarks>
/// Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011, https://repository.upenn.edu/asc_papers/43: over all
/// pairs of ratings of the same unit, 1 − observed / expected disagreement. A unit with fewer than two ratings is ignored.
/// </remarks>
internal static class KrippendorffAlpha
{
    /// <summary>Alpha of unordered categories, at most 1; null without two different ratings in units rated more than once.</summary>
    /// <param name="ratings">Rows: raters. Columns: units. Null: not rated.</param>
    public static double? Nominal(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, (_, _, _) => 1);

    /// <summary>Alpha of ordered categories, at most 1; null without two different ratings in units rated more than once.</summary>
    /// <param name="ratings">Rows: raters. Columns: units. Null: not rated.</param>
    public static double? Ordinal(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, RanksBetween);

    /// <summary>
    /// Alpha of numbers with meaningful distances, at most 1; null without two different ratings in units rated more than once.
    /// </summary>
    /// <param name="ratings">Rows: raters. Columns: units. Null: not rated.</param>
    public static double? Interval(IReadOnlyList<IReadOnlyList<double?>> ratings) =>
        Of(ratings, (values, one, other) => Math.Pow(values[one].Key - values[other].Key, 2));

    private static double? Of(IReadOnlyList<IReadOnlyList<double?>> ratings, Func<KeyValuePair<double, int>[], int, int, double> distance)
    {
        var units = PairableUnits(ratings);
        var values = units.SelectMany(unit => unit).CountBy(value => value).OrderBy(value => value.Key).ToArray();
        var indexes = values.Select((value, place) => (value.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place);
        var distances = new double[values.Length, values.Length];
        var expected = 0.0;
        for (var one = 0; one < values.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                distances[one, other] = distances[other, one] = distance(values, one, other);
                expected += 2 * distances[one, other] * values[one].Value * values[other].Value;
            }
        }

        var observed = units.Sum(unit => unit.Sum(one => unit.Sum(other => distances[indexes[one], indexes[other]])) / (unit.Length - 1));
        return expected == 0 ? null : 1 - ((units.Sum(unit => unit.Length) - 1) * observed / expected);
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

    // The squared number of ratings from one value to the other, counting half of those at either end.
    private static double RanksBetween(KeyValuePair<double, int>[] values, int one, int other)
    {
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return Math.Pow(values[low..(high + 1)].Sum(value => value.Value) - ((values[low].Value + values[high].Value) / 2.0), 2);
    }
}
