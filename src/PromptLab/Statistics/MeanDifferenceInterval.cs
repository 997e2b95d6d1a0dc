namespace PromptLab.Statistics;

/// <summary>The interval of the mean of paired differences that are graded, or means over repeats.</summary>
/// <remarks>
/// The hull of the paired t interval and the BCa bootstrap. At 50 items and fewer each of them alone covers too seldom for some
/// shape of differences; in simulations the hull covered at least 93%, except with 30 items and rare big losses (86%). Above
/// <see cref="MostResampled"/> differences t stands alone: correcting for skew moves the limits by the order of 1/n, against a width of
/// the order of 1/√n, which at 2,000 is below 2% of half the width for a skewness of 1, and resampling is no longer cheap.
/// </remarks>
internal static class MeanDifferenceInterval
{
    /// <summary>Up to so many differences are resampled.</summary>
    public const int MostResampled = 2000;

    /// <summary>The interval of the mean; null below two differences, and the mean alone where they do not vary.</summary>
    /// <param name="differences">One finite number for each independent item, or cluster, candidate minus baseline.</param>
    /// <param name="random">The dice; not touched above <see cref="MostResampled"/> differences.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval? Of(IReadOnlyList<double> differences, RandomSource random, double confidence = 0.95) =>
        Of(differences, random, [confidence])[0];

    /// <summary>The same for several confidences, resampled once.</summary>
    /// <param name="differences">One finite number for each independent item, or cluster, candidate minus baseline.</param>
    /// <param name="random">The dice; not touched above <see cref="MostResampled"/> differences.</param>
    /// <param name="confidences">Each between 0 and 1.</param>
    public static IReadOnlyList<Interval?> Of(IReadOnlyList<double> differences, RandomSource random, IReadOnlyList<double> confidences)
    {
        var varies = MeanEstimate.Of(differences)?.HasVariation == true;
        var bootstrap = varies && differences.Count <= MostResampled ? BcaBootstrap.Of(differences, random) : null;
        return
        [
            .. confidences.Select(confidence =>
                Hull(MeanEstimate.Of(differences, clusters: null, confidence)?.Interval, bootstrap?.Bca(confidence))
            ),
        ];
    }

    private static Interval? Hull(Interval? t, Interval? bca) =>
        t is { } first && bca is { } second ? new Interval(Math.Min(first.Low, second.Low), Math.Max(first.High, second.High)) : t;
}
