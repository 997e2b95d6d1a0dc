namespace PromptLab.Statistics;

/// <summary>How far any number of raters agree beyond chance, with missing ratings allowed.</summary>
/// <remarks>
/// Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011, https://repository.upenn.edu/asc_papers/43: from all pairs of
/// ratings of the same unit, 1 − observed / expected disagreement. A unit with fewer than two ratings is left out.
/// </remarks>
internal static class KrippendorffAlpha
{
    /// <summary>Alpha of categories without order, 1 at most; null where fewer than two different ratings can be paired.</summary>
    /// <param name="ratings">Row: a rater. Column: a unit. Null: not rated.</param>
    public static double? Nominal(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, (_, _, _) => 1);

    /// <summary>Alpha of ranks; null where fewer than two different ratings can be paired.</summary>
    /// <param name="ratings">Row: a rater. Column: a unit. Null: not rated.</param>
    public static double? Ordinal(IReadOnlyList<IReadOnlyList<double?>> ratings) => Of(ratings, RanksBetween);

    /// <summary>Alpha of numbers whose distances mean something; null where fewer than two different ratings can be paired.</summary>
    /// <param name="ratings">Row: a rater. Column: a unit. Null: not rated.</param>
    public static double? Interval(IReadOnlyList<IReadOnlyList<double?>> ratings) =>
        Of(ratings, (values, one, other) => Math.Pow(values[one].Key - values[other].Key, 2));

    private static double? Of(IReadOnlyList<IReadOnlyList<double?>> ratings, Func<KeyValuePair<double, int>[], int, int, double> distance)
    {
        var units = Paired(ratings);
        var values = units.SelectMany(unit => unit).CountBy(value => value).OrderBy(value => value.Key).ToArray();
        var places = values.Select((value, place) => (value.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place);
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

        var observed = units.Sum(unit => unit.Sum(one => unit.Sum(other => distances[places[one], places[other]])) / (unit.Length - 1));
        return expected == 0 ? null : 1 - ((units.Sum(unit => unit.Length) - 1) * observed / expected);
    }

    private static double[][] Paired(IReadOnlyList<IReadOnlyList<double?>> ratings)
    {
        foreach (var rater in ratings)
        {
            Refuse.OtherLength(ratings[0].Count, rater.Count, nameof(ratings));
            foreach (var rating in rater)
                Refuse.NotFinite(rating ?? 0, nameof(ratings));
        }

        return
        [
            .. Enumerable
                .Range(0, ratings.Count == 0 ? 0 : ratings[0].Count)
                .Select(unit => ratings.Select(rater => rater[unit]).OfType<double>().ToArray())
                .Where(unit => unit.Length > 1),
        ];
    }

    // The square of the ratings from one value up to the other, half of those at either end.
    private static double RanksBetween(KeyValuePair<double, int>[] values, int one, int other)
    {
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return Math.Pow(values[low..(high + 1)].Sum(value => value.Value) - ((values[low].Value + values[high].Value) / 2.0), 2);
    }
}
