namespace PromptLab.Statistics;

/// <summary>Whether a slice of items, such as those with one tag, fails more often than by chance.</summary>
/// <remarks>
/// Fisher's exact test: if failures fell on items at random, the number in the slice would follow the hypergeometric
/// distribution. Fisher, “Statistical Methods for Research Workers”, 5th edition, 1934. Correct slices that are examined
/// together with <see cref="MultipleTesting"/>. Binomial coefficients exceed a double from about 1,030 items on, so none is
/// computed: see <see cref="HypergeometricMasses"/>.
/// </remarks>
internal sealed record SliceEnrichment
{
    // As in R: outcomes whose probabilities differ only by rounding count as equally likely.
    private const double Rounding = 1e-7;

    private SliceEnrichment() { }

    /// <summary>The probability of at least this many failures in the slice.</summary>
    public required double POneSided { get; init; }

    /// <summary>The probability of an outcome at most as likely as this one, in either direction.</summary>
    public required double FisherTwoSided { get; init; }

    /// <summary>
    /// The failures in excess of what the failure rate outside the slice predicts; negative if there are fewer, null if no item is
    /// outside.
    /// </summary>
    public required double? ExcessFails { get; init; }

    /// <summary>Tests one slice against the items outside it.</summary>
    /// <param name="sliceFails">Failures in the slice.</param>
    /// <param name="slicePasses">Passes in the slice.</param>
    /// <param name="totalFails">All failures, including those in the slice.</param>
    /// <param name="totalPasses">All passes, including those in the slice.</param>
    public static SliceEnrichment Of(int sliceFails, int slicePasses, int totalFails, int totalPasses)
    {
        Require.PartOf(totalFails, sliceFails);
        Require.PartOf(totalPasses, slicePasses);
        var total = checked(totalFails + totalPasses);
        var size = sliceFails + slicePasses;
        var masses = HypergeometricMasses.Of(size, totalFails, total);
        var outside = total - size;
        return new SliceEnrichment
        {
            POneSided = ClampToProbability(masses[sliceFails..].Sum()),
            FisherTwoSided = ClampToProbability(masses.Where(mass => mass <= masses[sliceFails] * (1 + Rounding)).Sum()),
            ExcessFails = outside == 0 ? null : sliceFails - (size * (double)(totalFails - sliceFails) / outside),
        };
    }

    /// <summary>
    /// The smallest one-sided p value that a slice of this size could have: when all its items fail, or it has all the failures.
    /// </summary>
    /// <remarks>
    /// It depends on the margins alone, so slices that could never be significant can be dropped before a correction without
    /// adding error. Tarone, “A Modified Bonferroni Method for Discrete Data”, Biometrics 46(2), 1990.
    /// </remarks>
    /// <param name="size">The number of items in the slice.</param>
    /// <param name="totalFails">All failures.</param>
    /// <param name="totalPasses">All passes.</param>
    public static double BestAttainableP(int size, int totalFails, int totalPasses)
    {
        var total = checked(totalFails + totalPasses);
        Require.PartOf(total, size);
        Require.PartOf(total, totalFails);
        return ClampToProbability(HypergeometricMasses.AtMost(size, totalFails, total));
    }

    private static double ClampToProbability(double sum) => Math.Clamp(sum, double.Epsilon, 1);
}
