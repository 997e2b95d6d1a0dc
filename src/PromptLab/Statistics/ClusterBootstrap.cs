namespace PromptLab.Statistics;

/// <summary>The percentile bootstrap interval of any statistic, with whole clusters of units drawn together.</summary>
/// <remarks>Efron and Tibshirani, “An Introduction to the Bootstrap”, 1993, 13.3; clusters as in Davison and Hinkley, 1997, 3.8.</remarks>
internal static class ClusterBootstrap
{
    private const double MostUndefined = 0.05;

    /// <summary>
    /// The interval; null for fewer than two clusters, where more than 5% of the resamples have no value, and where all have the same.
    /// </summary>
    /// <param name="clusters">The units of each cluster, by index; a unit that stands alone is a cluster of one.</param>
    /// <param name="statistic">The value of some units, of which one may be drawn several times; null if they have none.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="resamples">The number of resamples, at least two.</param>
    public static Interval? Of(
        IReadOnlyList<IReadOnlyList<int>> clusters,
        Func<IReadOnlyList<int>, double?> statistic,
        RandomSource random,
        double confidence = 0.95,
        int resamples = 2_000
    )
    {
        Require.Confidence(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        if (clusters.Count < 2)
            return null;
        var values = new List<double>(resamples);
        var units = new List<int>();
        for (var i = 0; i < resamples; i++)
        {
            units.Clear();
            for (var drawn = 0; drawn < clusters.Count; drawn++)
                units.AddRange(clusters[random.Below(clusters.Count)]);
            if (statistic(units) is { } value)
                values.Add(value);
        }

        return values.Count < (1 - MostUndefined) * resamples || values.TrueForAll(value => value == values[0])
            ? null
            : new Interval(Quantile.Type7(values, (1 - confidence) / 2)!.Value, Quantile.Type7(values, (1 + confidence) / 2)!.Value);
    }
}
