using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>The exact interval of a share by Clopper and Pearson.</summary>
internal static class ClopperPearsonInterval
{
    /// <summary>
    /// The interval of <paramref name="successes"/> out of <paramref name="trials"/>, from 0 to 1; null where there was
    /// no trial.
    /// </summary>
    /// <remarks>
    /// Clopper and Pearson, “The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial”, Biometrika
    /// 26(4), 1934, by quantiles of the beta distribution. It covers at least as often as it says, mostly more: wider than
    /// Wilson's. For independent items asked once.
    /// </remarks>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many items.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval? Of(int successes, int trials, double confidence = 0.95)
    {
        Refuse.MoreThan(trials, successes);
        Refuse.NoConfidence(confidence);
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
