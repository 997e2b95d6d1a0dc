namespace PromptLab.Statistics;

/// <summary>What a comparison of two versions by graded scores, or by means over repeats, can find.</summary>
/// <remarks>
/// Miller, “Accumulator Error Bars to Evals”, 2024, https://arxiv.org/abs/2411.00640: the mean difference of n items has the variance
/// (ω² + σ²_A/K_A + σ²_B/K_B)/n, where ω² is how much the true differences of items vary, σ² how much the runs of one item do, and
/// K how often each is asked. By the normal approximation: too hopeful below some 30 items. For independent items.
/// </remarks>
internal sealed record PairedMeanPower
{
    /// <summary>ω², the variance of the true differences of the items; 0 or more.</summary>
    public required double DifferenceVariance
    {
        get;
        init => field = Variance(value, nameof(DifferenceVariance));
    }

    /// <summary>σ²_A, the variance between repeats of one item with the baseline, as a mean over items; 0 or more.</summary>
    public double BaselineRunVariance
    {
        get;
        init => field = Variance(value, nameof(BaselineRunVariance));
    }

    /// <summary>K_A, how often the baseline is asked for each item, at least once.</summary>
    public int BaselineRepeats
    {
        get;
        init => field = Repeats(value, nameof(BaselineRepeats));
    } = 1;

    /// <summary>σ²_B, the variance between repeats of one item with the candidate, as a mean over items; 0 or more.</summary>
    public double CandidateRunVariance
    {
        get;
        init => field = Variance(value, nameof(CandidateRunVariance));
    }

    /// <summary>K_B, how often the candidate is asked for each item, at least once.</summary>
    public int CandidateRepeats
    {
        get;
        init => field = Repeats(value, nameof(CandidateRepeats));
    } = 1;

    /// <summary>The variance of the measured difference of one item: ω² + σ²_A/K_A + σ²_B/K_B.</summary>
    public double VarianceOfDifference =>
        DifferenceVariance + (BaselineRunVariance / BaselineRepeats) + (CandidateRunVariance / CandidateRepeats);

    /// <summary>ω² from measured differences, max(0, variance − σ²_A/K_A − σ²_B/K_B).</summary>
    /// <param name="varianceOfDifferences">The variance of the measured differences, of means over repeats.</param>
    /// <param name="baselineRunVariance">σ²_A.</param>
    /// <param name="baselineRepeats">K_A.</param>
    /// <param name="candidateRunVariance">σ²_B.</param>
    /// <param name="candidateRepeats">K_B.</param>
    public static double TrueVariance(
        double varianceOfDifferences,
        double baselineRunVariance,
        int baselineRepeats,
        double candidateRunVariance,
        int candidateRepeats
    ) =>
        Math.Max(
            0,
            Variance(varianceOfDifferences, nameof(varianceOfDifferences))
                - (Variance(baselineRunVariance, nameof(baselineRunVariance)) / Repeats(baselineRepeats, nameof(baselineRepeats)))
                - (Variance(candidateRunVariance, nameof(candidateRunVariance)) / Repeats(candidateRepeats, nameof(candidateRepeats)))
        );

    /// <summary>The number of items, not rounded; infinite where the difference is 0.</summary>
    /// <param name="difference">The mean difference to be found.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">Between 0 and 1.</param>
    public double RequiredItemsRaw(double difference, double alpha = 0.05, double power = 0.8)
    {
        Refuse.NotFinite(difference);
        var z = Reach(alpha, power);
        return difference == 0 ? double.PositiveInfinity : z * z * VarianceOfDifference / (difference * difference);
    }

    /// <summary>The number of items; null where the difference is 0, or too small for any number.</summary>
    /// <param name="difference">The mean difference to be found.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">Between 0 and 1.</param>
    public long? RequiredItems(double difference, double alpha = 0.05, double power = 0.8)
    {
        var raw = Math.Ceiling(RequiredItemsRaw(difference, alpha, power));
        return raw < long.MaxValue ? (long)raw : null;
    }

    /// <summary>The smallest mean difference that so many items find with that power.</summary>
    /// <param name="items">At least one.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">Between 0 and 1.</param>
    public double MinimumDetectableEffect(int items, double alpha = 0.05, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        return Reach(alpha, power) * Math.Sqrt(VarianceOfDifference / items);
    }

    private static double Reach(double alpha, double power)
    {
        Refuse.NoLevel(alpha);
        Refuse.NoConfidence(power);
        return StandardNormal.TwoSided(1 - alpha) + StandardNormal.Quantile(power);
    }

    private static double Variance(double value, string name)
    {
        Refuse.NegativeOrNotFinite(value, name);
        return value;
    }

    private static int Repeats(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
