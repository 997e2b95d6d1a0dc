using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>Whether a slice of items, such as those with one tag, fails more often than chance would have it.</summary>
/// <remarks>
/// Fisher's exact test: if failures fell on items at random, the number in the slice would follow the hypergeometric distribution.
/// Fisher, “Statistical Methods for Research Workers”, 5th edition, 1934. Slices that were looked at together need
/// <see cref="MultipleTesting"/>.
/// </remarks>
internal sealed record SliceEnrichment
{
    // As R does: outcomes whose probability differs by rounding alone are equally likely.
    private const double Rounding = 1e-7;

    private SliceEnrichment() { }

    /// <summary>The probability of so many failures in the slice, or more.</summary>
    public required double POneSided { get; init; }

    /// <summary>The probability of what is as unlikely as this, or more so, in either direction.</summary>
    public required double FisherTwoSided { get; init; }

    /// <summary>
    /// The failures above what the items outside of the slice would lead one to expect; below 0 where there are fewer,
    /// null where nothing is outside.
    /// </summary>
    public required double? ExcessFails { get; init; }

    /// <summary>The test of one slice.</summary>
    /// <param name="sliceFails">The failures in the slice.</param>
    /// <param name="slicePasses">The other items in it.</param>
    /// <param name="totalFails">All failures, those in the slice included.</param>
    /// <param name="totalPasses">All other items, those in the slice included.</param>
    public static SliceEnrichment Of(int sliceFails, int slicePasses, int totalFails, int totalPasses)
    {
        Refuse.MoreThan(totalFails, sliceFails);
        Refuse.MoreThan(totalPasses, slicePasses);
        var total = checked(totalFails + totalPasses);
        var size = sliceFails + slicePasses;
        var masses = Enumerable
            .Range(0, Math.Min(size, totalFails) + 1)
            .Select(fails => Hypergeometric.PMF(total, totalFails, size, fails))
            .ToArray();
        var outside = total - size;
        return new SliceEnrichment
        {
            POneSided = Probability(masses[sliceFails..].Sum()),
            FisherTwoSided = Probability(masses.Where(mass => mass <= masses[sliceFails] * (1 + Rounding)).Sum()),
            ExcessFails = outside == 0 ? null : sliceFails - (size * (totalFails - sliceFails) / (double)outside),
        };
    }

    /// <summary>
    /// The smallest one-sided probability that a slice of so many items could have: that of all its items failing, or
    /// of all failures lying in it.
    /// </summary>
    /// <remarks>
    /// It follows from the margins alone, so that slices which could never show anything may be dropped before a correction, and
    /// no error is added. Tarone, “A Modified Bonferroni Method for Discrete Data”, Biometrics 46(2), 1990.
    /// </remarks>
    /// <param name="size">The items in the slice.</param>
    /// <param name="totalFails">All failures.</param>
    /// <param name="totalPasses">All other items.</param>
    public static double BestAttainableP(int size, int totalFails, int totalPasses)
    {
        var total = checked(totalFails + totalPasses);
        Refuse.MoreThan(total, size);
        return Probability(Hypergeometric.PMF(total, totalFails, size, Math.Min(size, totalFails)));
    }

    private static double Probability(double sum) => Math.Clamp(sum, double.Epsilon, 1);
}
