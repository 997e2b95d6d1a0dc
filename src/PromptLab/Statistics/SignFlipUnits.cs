namespace PromptLab.Statistics;

/// <summary>The units whose sign flips as a whole: clusters and independent items, without those that sum to 0.</summary>
/// <param name="Sums">The nonzero sums, one per unit.</param>
/// <param name="Total">The sum of <paramref name="Sums"/>.</param>
/// <param name="Tie">Totals no further apart than this count as equal: rounding depends on the order of summation.</param>
internal sealed record SignFlipUnits(IReadOnlyList<double> Sums, double Total, double Tie)
{
    private const double Rounding = 1e-9;

    public static SignFlipUnits Of(IReadOnlyList<double> differences, IReadOnlyList<string?>? clusters)
    {
        var sums = clusters is null ? differences : SumsOf(differences, clusters);
        var zero = Rounding * LargestMagnitude(differences);
        var units = sums.Where(sum => Math.Abs(sum) > zero).ToArray();
        return new SignFlipUnits(units, units.Sum(), Rounding * Math.Sqrt(units.Sum(unit => unit * unit)));
    }

    private static double LargestMagnitude(IReadOnlyList<double> differences)
    {
        var largest = 0.0;
        foreach (var difference in differences)
            largest = Math.Max(largest, Math.Abs(difference));
        return largest;
    }

    private static List<double> SumsOf(IReadOnlyList<double> differences, IReadOnlyList<string?> clusters)
    {
        var sums = new List<double>(differences.Count);
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < differences.Count; i++)
        {
            if (clusters[i] is not { } cluster)
                sums.Add(differences[i]);
            else if (indexes.TryGetValue(cluster, out var index))
                sums[index] += differences[i];
            else
            {
                indexes.Add(cluster, sums.Count);
                sums.Add(differences[i]);
            }
        }

        return sums;
    }
}
