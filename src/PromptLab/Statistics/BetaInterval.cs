using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>The equal-tailed credible interval of a proportion.</summary>
internal static class BetaInterval
{
    /// <summary>
    /// The interval of the posterior Beta(successes + prior, failures + prior), from 0 to 1; with no trials, that of the prior.
    /// </summary>
    /// <remarks>
    /// The prior ½ is Jeffreys': Brown, Cai and DasGupta, “Interval Estimation for a Binomial Proportion”, Statistical Science
    /// 16(2), 2001. For independent items with a single repeat each. Its limits never reach 0 or 1.
    /// </remarks>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">The number of items.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="prior">Both parameters of the beta prior, above 0.</param>
    public static Interval Of(int successes, int trials, double confidence = 0.95, double prior = 0.5)
    {
        Require.PartOf(trials, successes);
        Require.Confidence(confidence);
        Require.Positive(prior);
        var (a, b) = (successes + prior, trials - successes + prior);
        var outside = (1 - confidence) / 2;
        return new Interval(Beta.InvCDF(a, b, outside), Beta.InvCDF(a, b, 1 - outside));
    }
}
