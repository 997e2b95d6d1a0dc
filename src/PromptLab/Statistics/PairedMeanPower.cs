namespace PromptLab.Statistics;

/// <summary>The power of a comparison of two versions by graded scores or by means over repeats.</summary>
/// <remarks>
/// Miller, “Adding Error Bars to Evals”, 2024, https://arxiv.org/abs/2411.00640: the mean difference over n items has the
/// variance (ω² + σ²_A/K_A + σ²_B/K_B)/n, where ω² is the variance of the items' true differences, σ² the variance between
/// repeats of one item, and K the number of repeats. Uses the normal approximation: too optimistic below about 30 items. For
/// independent items.
/// </remarks>
internal sealed record PairedMeanPower
{
    /// <summary>ω², the variance of the true differences of the items; 0 or more.</summary>
    public required double DifferenceVariance
    {
        get;
        init => field = RequireVariance(value, nameof(DifferenceVariance));
    }

    /// <summary>σ²_A, the variance between repeats of one item with the baseline, averaged over items; 0 or more.</summary>
    public double BaselineRunVariance
    {
        get;
        init => field = RequireVariance(value, nameof(BaselineRunVariance));
    }

    /// <summary>K_A, the number of repeats of each item with the baseline, at least 1.</summary>
    public int BaselineRepeats
    {
        get;
        init => field = RequireRepeats(value, nameof(BaselineRepeats));
    } = 1;

    /// <summary>σ²_B, the variance between repeats of one item with the candidate, averaged over items; 0 or more.</summary>
    public double CandidateRunVariance
    {
        get;
        init => field = RequireVariance(value, nameof(CandidateRunVariance));
    }

    /// <summary>K_B, the number of repeats of each item with the candidate, at least 1.</summary>
    public int CandidateRepeats
    {
        get;
        init => field = RequireRepeats(value, nameof(CandidateRepeats));
    } = 1;

    /// <summary>The variance of the measured difference of one item: ω² + σ²_A/K_A + σ²_B/K_B.</summary>
    public double VarianceOfDifference =>
        DifferenceVariance + (BaselineRunVariance / BaselineRepeats) + (CandidateRunVariance / CandidateRepeats);

    /// <summary>Estimates ω² from measured differences: max(0, variance − σ²_A/K_A − σ²_B/K_B).</summary>
    /// <param name="varianceOfDifferences">The variance of the measured differences between means over repeats.</param>
    /// <param name="baselineRunVariance">σ²_A, 0 or more.</param>
    /// <param name="baselineRepeats">K_A, at least 1.</param>
    /// <param name="candidateRunVariance">σ²_B, 0 or more.</param>
    /// <param name="candidateRepeats">K_B, at least 1.</param>
    public static double TrueVariance(
        double varianceOfDifferences,
        double baselineRunVariance,
        int baselineRepeats,
        double candidateRunVariance,
        int candidateRepeats
    ) =>
        Math.Max(
            0,
            RequireVariance(varianceOfDifferences, nameof(varianceOfDifferences))
                - (
                    RequireVariance(baselineRunVariance, nameof(baselineRunVariance))
                    / RequireRepeats(baselineRepeats, nameof(baselineRepeats))
                )
                - (
                    RequireVariance(candidateRunVariance, nameof(candidateRunVariance))
                    / RequireRepeats(candidateRepeats, nameof(candidateRepeats))
                )
        );

    /// <summary>The required number of items, not rounded; infinite if the difference is 0.</summary>
    /// <param name="difference">The mean difference to detect.</param>
    /// <param name="alpha">The two-sided significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    public double RequiredItemsRaw(double difference, double alpha = 0.05, double power = 0.8)
    {
        Require.Finite(difference);
        var z = QuantileSum(alpha, power);
        return difference == 0 ? double.PositiveInfinity : z * z * VarianceOfDifference / (difference * difference);
    }

    /// <summary>The required number of items, rounded up; null if the difference is 0 or too small for any 64-bit number.</summary>
    /// <param name="difference">The mean difference to detect.</param>
    /// <param name="alpha">The two-sided significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    public long? RequiredItems(double difference, double alpha = 0.05, double power = 0.8)
    {
        var raw = Math.Ceiling(RequiredItemsRaw(difference, alpha, power));
        return raw < long.MaxValue ? (long)raw : null;
    }

    /// <summary>The smallest mean difference that this number of items detects with the given power.</summary>
    /// <param name="items">At least one.</param>
    /// <param name="alpha">The two-sided significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    public double MinimumDetectableEffect(int items, double alpha = 0.05, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        return QuantileSum(alpha, power) * Math.Sqrt(VarianceOfDifference / items);
    }

    private static double QuantileSum(double alpha, double power)
    {
        Require.SignificanceLevel(alpha);
        Require.Confidence(power);
        return StandardNormal.TwoSided(1 - alpha) + StandardNormal.Quantile(power);
    }

    private static double RequireVariance(double value, string name)
    {
        Require.NonNegative(value, name);
        return value;
    }

    private static int RequireRepeats(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
