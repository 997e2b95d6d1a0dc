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
        return trials == 0 ? null : Of(successes / (double)trials, trials, confidence);
    }

    /// <summary>The interval of a share of a number of items that need not be whole, such as an effective number.</summary>
    /// <param name="p">The share, from 0 to 1.</param>
    /// <param name="n">The number of items, above 0.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval Of(double p, double n, double confidence = 0.95)
    {
        Require.Probability(p);
        Require.Positive(n);
        Require.Confidence(confidence);
        var z = StandardNormal.TwoSided(confidence);
        var scale = 1 + (z * z / n);
        var centre = (p + (z * z / (2 * n))) / scale;
        var half = z / scale * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new Interval(p == 0 ? 0 : Math.Max(0, centre - half), p == 1 ? 1 : Math.Min(1, centre + half));
    }
}
