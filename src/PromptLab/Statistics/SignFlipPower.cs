using System.Collections.Concurrent;

namespace PromptLab.Statistics;

/// <summary>The smallest true difference that the sign-flip test finds, for units whose values are about normal.</summary>
/// <remarks>
/// Up to <see cref="MaxSimulated"/> units the test itself is run on simulated values, since its p-values then are few and coarse:
/// with six units no p lies between 1/32 and 3/32. Above, the sign-flip test has the power of the t test, whose smallest
/// difference is about (t(1 − α/2) + t(power)) · SE: Lehmann and Romano, “Testing Statistical Hypotheses”, 2005, §5.9.
/// </remarks>
internal static class SignFlipPower
{
    /// <summary>The largest number of units that are simulated.</summary>
    public const int MaxSimulated = 14;

    private const int Worlds = 400;
    private const double Most = 40;

    private static readonly ConcurrentDictionary<(int Units, double Alpha, double Power), double> Simulated = new();

    /// <summary>The difference in standard errors of the mean; null where so few units can show none.</summary>
    /// <param name="units">The number of independent units: items, or clusters.</param>
    /// <param name="alpha">The two-sided significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    public static double? DetectableInStandardErrors(int units, double alpha, double power = 0.8)
    {
        Require.SignificanceLevel(alpha);
        Require.Confidence(power);
        if (units < 2 || (units <= 1022 && Math.ScaleB(1, 1 - units) > alpha))
            return null;
        return units > MaxSimulated
            ? StudentDistribution.TwoSided(1 - alpha, units - 1) + StudentDistribution.TwoSided((2 * power) - 1, units - 1)
            : Simulated.GetOrAdd((units, alpha, power), key => Simulate(key.Units, key.Alpha, key.Power));
    }

    /// <summary>The share of simulated worlds in which the test finds a difference of so many standard errors.</summary>
    internal static double PowerAt(int units, double standardErrors, double alpha, int worlds, RandomSource random)
    {
        var found = 0;
        for (var world = 0; world < worlds; world++)
        {
            var values = Enumerable.Range(0, units).Select(_ => Normal(random) + (standardErrors / Math.Sqrt(units))).ToArray();
            found += SignFlipTest.Of(values, random).PTwoSided <= alpha ? 1 : 0;
        }

        return found / (double)worlds;
    }

    private static double Simulate(int units, double alpha, double power)
    {
        var (low, high) = (0.0, Most);
        while (high - low > 0.05)
        {
            var middle = (low + high) / 2;
            // The same worlds at every step, so that the power rises with the difference.
            if (PowerAt(units, middle, alpha, Worlds, new RandomSource(20261129)) >= power)
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private static double Normal(RandomSource random) => StandardNormal.Quantile((random.Next() + 0.5) / 4294967296.0);
}
