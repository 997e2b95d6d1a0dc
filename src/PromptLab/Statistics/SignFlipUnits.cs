namespace PromptLab.Statistics;

/// <summary>What changes sign as a whole: the sums of clusters and of items that stand alone, without those of 0.</summary>
/// <param name="Sums">The sums that are not 0.</param>
/// <param name="Total">Their sum.</param>
/// <param name="Tie">How far two totals may lie apart and still count as equal: rounding depends on the order of adding up.</param>
internal sealed record SignFlipUnits(IReadOnlyList<double> Sums, double Total, double Tie)
{
    private const double Rounding = 1e-9;

    public static SignFlipUnits Of(IReadOnlyList<double> differences, IReadOnlyList<string?>? clusters)
    {
        var sums = clusters is null ? differences : SumsOf(differences, clusters);
        var zero = Rounding * LargestOf(differences);
        var units = sums.Where(sum => Math.Abs(sum) > zero).ToArray();
        return new SignFlipUnits(units, units.Sum(), Rounding * Math.Sqrt(units.Sum(unit => unit * unit)));
    }

    private static double LargestOf(IReadOnlyList<double> differences)
    {
        var largest = 0.0;
        foreach (var difference in differences)
            largest = Math.Max(largest, Math.Abs(difference));
        return largest;
    }

    private static List<double> SumsOf(IReadOnlyList<double> differences, IReadOnlyList<string?> clusters)
    {
        var sums = new List<double>(differences.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < differences.Count; i++)
        {
            if (clusters[i] is not { } cluster)
                sums.Add(differences[i]);
            else if (places.TryGetValue(cluster, out var place))
                sums[place] += differences[i];
            else
            {
                places.Add(cluster, sums.Count);
                sums.Add(differences[i]);
            }
        }

        return sums;
    }
}
