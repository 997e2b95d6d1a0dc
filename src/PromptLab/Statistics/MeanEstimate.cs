namespace PromptLab.Statistics;

/// <summary>A mean over items with its standard error and interval; the items of one cluster count as one unit.</summary>
/// <remarks>
/// The clustered standard error is √(G/(G − 1) · Σ over clusters of (Σ within of value − mean)²) / n, with t on G − 1 degrees
/// of freedom for the interval: Miller, “Adding Error Bars to Evals”, 2024, https://arxiv.org/abs/2411.00640, who leaves out
/// G/(G − 1). Without clusters it is s/√n. Too narrow for skewed values below a few dozen units: see <see
/// cref="MeanDifferenceInterval"/>. Average the repeats of an item first: the unit is the item, not the call.
/// </remarks>
internal sealed record MeanEstimate
{
    internal MeanEstimate() { }

    public required double Mean { get; init; }

    /// <summary>The number of values, one per item.</summary>
    public required int Count { get; init; }

    /// <summary>The number of clusters plus the number of unclustered items.</summary>
    public required int Units { get; init; }

    /// <summary>The standard error of the mean, clustered if there are clusters; null for fewer than two units.</summary>
    public required double? StandardError { get; init; }

    /// <summary>s/√n, as if every item were independent; null for fewer than two items.</summary>
    public required double? StandardErrorNaive { get; init; }

    /// <summary>The clustered standard error without G/(G − 1); null for fewer than two units.</summary>
    public required double? StandardErrorUncorrected { get; init; }

    /// <summary>
    /// The t interval with <see cref="Units"/> − 1 degrees of freedom, which may extend beyond the scale of the values; null for
    /// fewer than two units.
    /// </summary>
    public required Interval? Interval { get; init; }

    /// <summary>Whether the units differ. If not, the interval is a single point: it means “no variation”, never p = 0.</summary>
    public required bool HasVariation { get; init; }

    /// <summary>
    /// The probability that the true mean is above 0, with a flat prior; null for fewer than two units or without variation, but ½
    /// if all values are 0.
    /// </summary>
    /// <remarks>P(T ≤ mean / standard error), T having <see cref="Units"/> − 1 degrees of freedom.</remarks>
    public required double? ProbabilityAboveZero { get; init; }

    /// <summary>The t interval at another confidence, between 0 and 1; null for fewer than two units.</summary>
    public Interval? IntervalAt(double confidence)
    {
        Require.Confidence(confidence);
        if (StandardError is not { } error)
            return null;
        var half = HasVariation ? StudentDistribution.TwoSided(confidence, Units - 1) * error : 0;
        return new Interval(Mean - half, Mean + half);
    }

    /// <summary>The mean of a list; null if the list is empty.</summary>
    /// <param name="values">One finite number per item.</param>
    /// <param name="clusters">The cluster of each item, null for an unclustered one; a null list means that no item has a cluster.</param>
    /// <param name="confidence">The confidence of the interval, between 0 and 1.</param>
    public static MeanEstimate? Of(IReadOnlyList<double> values, IReadOnlyList<string?>? clusters = null, double confidence = 0.95)
    {
        Require.SameLength(values.Count, clusters?.Count, nameof(clusters));
        Require.Finite(values);
        var sum = new MeanAccumulator();
        for (var i = 0; i < values.Count; i++)
            sum.Add(values[i], clusters?[i]);
        return sum.Estimate(confidence);
    }
}
