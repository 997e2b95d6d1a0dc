namespace PromptLab.Statistics;

/// <summary>A mean over items with its standard error and interval; items of one cluster count as one unit.</summary>
/// <remarks>
/// The clustered standard error is √(G/(G − 1) · Σ over clusters of (Σ within of value − mean)²) / n, with t on G − 1 degrees of
/// freedom for the interval: Miller, “Accumulator Error Bars to Evals”, 2024, https://arxiv.org/abs/2411.00640, who leaves out
/// G/(G − 1); with every item alone it is s/√n. Too narrow for skewed values below some dozens of units: see
/// <see cref="MeanDifferenceInterval"/>. Repeats of an item are averaged first: the item is the unit, never the call.
/// </remarks>
internal sealed record MeanEstimate
{
    internal MeanEstimate() { }

    /// <summary>The mean of the values.</summary>
    public required double Mean { get; init; }

    /// <summary>How many values, one an item.</summary>
    public required int Count { get; init; }

    /// <summary>How many clusters and items that stand alone, together.</summary>
    public required int Units { get; init; }

    /// <summary>The standard error of the mean, clustered where there are clusters; null below two units.</summary>
    public required double? StandardError { get; init; }

    /// <summary>s/√n, as if every item stood alone; null below two items.</summary>
    public required double? StandardErrorNaive { get; init; }

    /// <summary>The clustered standard error without G/(G − 1); null below two units.</summary>
    public required double? StandardErrorUncorrected { get; init; }

    /// <summary>
    /// The t interval on <see cref="Units"/> − 1 degrees of freedom, which may reach beyond the scale of the values;
    /// null below two units.
    /// </summary>
    public required Interval? Interval { get; init; }

    /// <summary>Whether the units differ. If not, the interval is the mean alone: that says “no variation”, and never p = 0.</summary>
    public required bool HasVariation { get; init; }

    /// <summary>
    /// The probability that the true mean lies above 0, with a flat prior; null below two units and without variation,
    /// but ½ where all values are 0.
    /// </summary>
    /// <remarks>P(T ≤ mean / standard error), T having <see cref="Units"/> − 1 degrees of freedom.</remarks>
    public required double? ProbabilityAboveZero { get; init; }

    /// <summary>The mean of a list; null where it is empty.</summary>
    /// <param name="values">One finite number for each item.</param>
    /// <param name="clusters">The cluster of each item, null for one that stands alone; null where all do.</param>
    /// <param name="confidence">That of the interval, between 0 and 1.</param>
    public static MeanEstimate? Of(IReadOnlyList<double> values, IReadOnlyList<string?>? clusters = null, double confidence = 0.95)
    {
        Refuse.OtherLength(values.Count, clusters?.Count, nameof(clusters));
        Refuse.NotFinite(values);
        var sum = new MeanAccumulator();
        for (var i = 0; i < values.Count; i++)
            sum.Add(values[i], clusters?[i]);
        return sum.Estimate(confidence);
    }
}
