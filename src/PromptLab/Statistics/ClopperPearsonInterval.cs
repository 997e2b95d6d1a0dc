using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>The exact Clopper–Pearson interval of a proportion.</summary>
internal static class ClopperPearsonInterval
{
    /// <summary>
    /// The interval of <paramref name="successes"/> out of <paramref name="trials"/>, from 0 to 1; null if there are no trials.
    /// </summary>
    /// <remarks>
    /// Clopper and Pearson, “The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial”, Biometrika 26(4),
    /// 1934, by quantiles of the beta distribution. The coverage is at least the nominal one, usually more: it is wider than
    /// Wilson's interval. For independent items with a single repeat each.
    /// </remarks>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">The number of items.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval? Of(int successes, int trials, double confidence = 0.95)
    {
        Require.PartOf(trials, successes);
        Require.Confidence(confidence);
        if (trials == 0)
            return null;
        var outside = (1 - confidence) / 2;
        var failures = trials - successes;
        return new Interval(
            successes == 0 ? 0 : Beta.InvCDF(successes, failures + 1, outside),
            failures == 0 ? 1 : Beta.InvCDF(successes + 1, failures, 1 - outside)
        );
    }
}
