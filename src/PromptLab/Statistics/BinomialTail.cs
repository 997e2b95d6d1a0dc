using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>Probabilities of the binomial distribution that also hold at the edges: no successes, no trials, p of 0 or 1.</summary>
internal static class BinomialTail
{
    // Up to here 2^-tosses is well within a double (2^-1022). The sum of binomial coefficients is exact up to about 50 tosses.
    private const int MaxSummedTosses = 1000;

    public static double Mass(int successes, int trials, double p) =>
        successes < 0 || successes > trials ? 0 : Binomial.PMF(p, trials, successes);

    /// <summary>P(X ≤ successes).</summary>
    public static double AtMost(int successes, int trials, double p)
    {
        if (successes < 0)
            return 0;
        if (successes >= trials || p <= 0)
            return 1;
        return p >= 1 ? 0 : SpecialFunctions.BetaRegularized(trials - successes, successes + 1.0, 1 - p);
    }

    /// <summary>P(X = heads) and P(X ≤ heads) of a fair coin.</summary>
    public static (double Mass, double AtMost) OfFairCoin(int heads, int tosses)
    {
        if (heads < 0)
            return (0, 0);
        if (tosses > MaxSummedTosses)
            return (Mass(heads, tosses, 0.5), AtMost(heads, tosses, 0.5));
        double ways = 1,
            sum = 1;
        for (var k = 0; k < heads; k++)
        {
            ways = ways * (tosses - k) / (k + 1);
            sum += ways;
        }

        return (Math.ScaleB(ways, -tosses), Math.ScaleB(sum, -tosses));
    }
}
