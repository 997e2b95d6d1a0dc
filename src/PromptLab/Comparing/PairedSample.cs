namespace PromptLab.Comparing;

/// <summary>One measure of the same items on both sides, repeats already averaged within each item.</summary>
internal sealed record PairedSample
{
    // The mean of 0.1, 0.2 and 0.3 depends on the order of adding in its last digit.
    private const double Rounding = 1e-12;

    /// <summary>The values of the baseline, an item each.</summary>
    public required IReadOnlyList<double> Baseline { get; init; }

    /// <summary>The values of the candidate, in the same order.</summary>
    public required IReadOnlyList<double> Candidate { get; init; }

    /// <summary>The cluster of each item, in the same order; null for an item that stands alone.</summary>
    public required IReadOnlyList<string?> Clusters { get; init; }

    /// <summary>How many pairs lack a value on one side and are in neither list.</summary>
    public int LeftOut { get; init; }

    /// <summary>True where each item was asked once on both sides; only then are wins and losses counts of single answers.</summary>
    public bool AskedOnce { get; init; } = true;

    /// <summary>True for a cost: a smaller value is the better one.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>How far a mean difference can lie from 0: 1 for shares and scores; null for amounts, which have no limit.</summary>
    public double? Largest { get; init; }

    /// <summary>True where the values are right or wrong and nothing between, each item is asked once and none shares a cluster.</summary>
    public bool IsBinary => AskedOnce && !LowerIsBetter && !SharesClusters && Baseline.Concat(Candidate).All(value => value is 0 or 1);

    /// <summary>True where two items are of one cluster.</summary>
    public bool SharesClusters =>
        Clusters.OfType<string>().ToHashSet(StringComparer.Ordinal).Count < Clusters.Count(cluster => cluster is not null);

    /// <summary>How many independent units there are: clusters, and items of none.</summary>
    public int Units => Clusters.OfType<string>().ToHashSet(StringComparer.Ordinal).Count + Clusters.Count(cluster => cluster is null);

    /// <summary>Candidate minus baseline, an item each. What is nothing but rounding is 0.</summary>
    public IReadOnlyList<double> Differences()
    {
        var differences = new double[Baseline.Count];
        for (var i = 0; i < differences.Length; i++)
        {
            var difference = Candidate[i] - Baseline[i];
            differences[i] = Math.Abs(difference) < Rounding * Math.Max(1, Math.Abs(Baseline[i])) ? 0 : difference;
        }

        return differences;
    }
}
