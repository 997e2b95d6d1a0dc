namespace PromptLab.Statistics;

/// <summary>The Wilson score interval of a proportion.</summary>
internal static class WilsonInterval
{
    /// <summary>
    /// The interval of <paramref name="successes"/> out of <paramref name="trials"/>, from 0 to 1; null if there are no trials.
    /// </summary>
    /// <remarks>
    /// Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”, JASA 22(158), 1927: centre (p + z²/2n) / (1
    /// + z²/n), half width z / (1 + z²/n) · √(p(1 − p)/n + z²/4n²). With no successes the lower limit is exactly 0, with no
    /// failures the upper limit is exactly 1. For independent items with a single repeat each.
    /// </remarks>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">The number of items.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval? Of(int successes, int trials, double confidence = 0.95)
    {
        if (trials < 0 || successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "Successes lie from 0 to the number of trials.");
        Require.Confidence(confidence);
        if (trials == 0)
            return null;
        double n = trials;
        var p = successes / n;
        var z = StandardNormal.TwoSided(confidence);
        var scale = 1 + (z * z / n);
        var centre = (p + (z * z / (2 * n))) / scale;
        var half = z / scale * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new Interval(successes == 0 ? 0 : Math.Max(0, centre - half), successes == trials ? 1 : Math.Min(1, centre + half));
    }
}
