namespace PromptLab.Statistics;

/// <summary>
/// The bootstrap of a mean, with the percentile interval and the bias-corrected and accelerated (BCa) interval. Immutable.
/// </summary>
/// <remarks>
/// Efron, “Better Bootstrap Confidence Intervals”, JASA 82(397), 1987. z₀ = Φ⁻¹(share of resampled means below the mean, ties
/// counting half): without the half, scores on a grid would shift by a step. The acceleration is Σu³ / (6 (Σu²)^1.5) with u =
/// (value − mean)/(n − 1). Below about 50 values the true coverage is lower than the nominal one. Assumes independent items.
/// </remarks>
internal sealed class BcaBootstrap
{
    // Means of the same values differ by rounding, depending on the order of summation.
    private const double Rounding = 1e-9;

    private readonly double[] _errors;
    private readonly double _bias;

    private BcaBootstrap(double[] sortedErrors, double bias) => (_errors, _bias) = (sortedErrors, bias);

    public required double Mean { get; init; }

    /// <summary>The standard deviation of the resampled means; 0 if the values do not vary.</summary>
    public required double StandardError { get; init; }

    /// <summary>How the standard error changes with the mean; 0 for symmetric values.</summary>
    public required double Acceleration { get; init; }

    /// <summary>The percentile interval: between two quantiles of the resampled means.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval Percentile(double confidence = 0.95)
    {
        Require.Confidence(confidence);
        return IntervalBetween((1 - confidence) / 2, (1 + confidence) / 2);
    }

    /// <summary>The BCa interval: between quantiles corrected for bias and skew.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval Bca(double confidence = 0.95)
    {
        Require.Confidence(confidence);
        return IntervalBetween(
            AdjustedLevel(StandardNormal.Quantile((1 - confidence) / 2)),
            AdjustedLevel(StandardNormal.Quantile((1 + confidence) / 2))
        );
    }

    /// <summary>Resamples a list of values; null for fewer than two values.</summary>
    /// <param name="values">Finite numbers.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="resamples">The number of resampled means, at least two.</param>
    public static BcaBootstrap? Of(IReadOnlyList<double> values, RandomSource random, int resamples = 10_000)
    {
        Require.Finite(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        if (values.Count < 2)
            return null;
        var mean = values.Sum() / values.Count;
        double[] centred = [.. values.Select(value => value - mean)];
        var errors = ResampleErrors(centred, random, resamples);
        return new BcaBootstrap(errors, StandardNormal.Quantile(ShareBelow(errors, Rounding * centred.Max(Math.Abs))))
        {
            Mean = mean,
            StandardError = Math.Sqrt(SumOfSquares(errors, errors.Sum() / resamples) / (resamples - 1)),
            Acceleration = AccelerationOf(centred, Rounding * Math.Max(1e-3 * Math.Abs(mean), centred.Max(Math.Abs))),
        };
    }

    private static double[] ResampleErrors(double[] centred, RandomSource random, int resamples)
    {
        var errors = new double[resamples];
        var indices = new int[centred.Length];
        for (var i = 0; i < resamples; i++)
        {
            random.FillBelow(indices, centred.Length);
            var sum = 0.0;
            foreach (var index in indices)
                sum += centred[index];
            errors[i] = sum / centred.Length;
        }

        Array.Sort(errors);
        return errors;
    }

    private static double AccelerationOf(double[] centred, double tolerance)
    {
        var squares = centred.Sum(value => value * value);
        return Math.Sqrt(squares) <= tolerance ? 0 : centred.Sum(value => value * value * value) / (6 * Math.Pow(squares, 1.5));
    }

    private static double SumOfSquares(double[] values, double centre) => values.Sum(value => (value - centre) * (value - centre));

    private static double ShareBelow(double[] errors, double tie)
    {
        var below = errors.Count(error => error < -tie);
        var equal = errors.Count(error => Math.Abs(error) <= tie);
        return Math.Clamp((below + (0.5 * equal)) / errors.Length, 0.5 / errors.Length, 1 - (0.5 / errors.Length));
    }

    // Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))); beyond the pole the level is 0 or 1.
    private double AdjustedLevel(double z)
    {
        var scale = 1 - (Acceleration * (_bias + z));
        return scale > 0 ? StandardNormal.Cdf(_bias + ((_bias + z) / scale))
            : _bias + z > 0 ? 1
            : 0;
    }

    private Interval IntervalBetween(double low, double high) =>
        new(Mean + Quantile.OfSorted(_errors, low), Mean + Quantile.OfSorted(_errors, high));
}
