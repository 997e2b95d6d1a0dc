using MathNet.Numerics.RootFinding;

namespace PromptLab.Statistics;

/// <summary>The power of a comparison of two versions on items that are right or wrong, with one repeat each.</summary>
/// <remarks>
/// Some items are lost, some are won, the rest stay the same. The number of changed items follows Binomial(n, loss + win), and
/// given that number, wins follow Binomial(changed, win / (loss + win)): so the power is exact without enumerating every
/// table. For independent items.
/// </remarks>
internal static class PairedBinaryPower
{
    private const double Accuracy = 1e-7;
    private const int MaxSteps = 100;

    /// <summary>The required number of items by the normal approximation, not rounded; infinite if the difference is 0.</summary>
    /// <remarks>
    /// Miettinen, “The Matched Pairs Design in the Case of All-or-None Responses”, Biometrics 24(2), 1968; Connor, “Sample Size
    /// for Testing Differences in Proportions for the Paired-Sample Design”, Biometrics 43(1), 1987: (z₁₋α/₂ √ψ + z_power √(ψ −
    /// δ²))² / δ². Only a rough guide below about 10 changed items.
    /// </remarks>
    /// <param name="discordance">ψ, the share of items that change, from 0 to 1.</param>
    /// <param name="difference">
    /// δ, the share of wins minus the share of losses, from −<paramref name="discordance"/> to <paramref name="discordance"/>.
    /// </param>
    /// <param name="alpha">The two-sided significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    public static double RequiredItemsRaw(double discordance, double difference, double alpha = 0.05, double power = 0.8)
    {
        Require.Probability(discordance);
        Require.SignificanceLevel(alpha);
        Require.Confidence(power);
        if (!(Math.Abs(difference) <= discordance))
            throw new ArgumentOutOfRangeException(
                nameof(difference),
                difference,
                "The difference is no larger than the share of items that change."
            );
        if (difference == 0)
            return double.PositiveInfinity;
        var spread =
            (StandardNormal.TwoSided(1 - alpha) * Math.Sqrt(discordance))
            + (StandardNormal.Quantile(power) * Math.Sqrt(discordance - (difference * difference)));
        return spread * spread / (difference * difference);
    }

    /// <summary>
    /// The required number of items by the normal approximation; null if the difference is 0 or too small for any 64-bit number.
    /// </summary>
    /// <param name="discordance">The share of items that change, from 0 to 1.</param>
    /// <param name="difference">
    /// The share of wins minus the share of losses, from −<paramref name="discordance"/> to <paramref name="discordance"/>.
    /// </param>
    /// <param name="alpha">The two-sided significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    public static long? RequiredItems(double discordance, double difference, double alpha = 0.05, double power = 0.8)
    {
        var raw = Math.Ceiling(RequiredItemsRaw(discordance, difference, alpha, power));
        return raw < long.MaxValue ? (long)raw : null;
    }

    /// <summary>The power of McNemar's exact two-sided test, from 0 to 1.</summary>
    /// <param name="items">The number of items, 0 or more.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="winShare">The share of items that the candidate wins; both shares add up to at most 1.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    public static double ExactTest(int items, double lossShare, double winShare, double alpha = 0.05) =>
        McNemarPower.TwoSided((mass, atMost) => 2 * atMost, alpha).Of(items, lossShare, winShare);

    /// <summary>The power of the two-sided mid-p test, from 0 to 1.</summary>
    /// <param name="items">The number of items, 0 or more.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="winShare">The share of items that the candidate wins; both shares add up to at most 1.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    public static double MidPTest(int items, double lossShare, double winShare, double alpha = 0.05) =>
        McNemarPower.TwoSided((mass, atMost) => (2 * atMost) - mass, alpha).Of(items, lossShare, winShare);

    /// <summary>
    /// The power of the one-sided mid-p test of “the candidate is better”, with which a search accepts an edit; from 0 to 1.
    /// </summary>
    /// <param name="items">The number of items, 0 or more.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="winShare">The share of items that the candidate wins; both shares add up to at most 1.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    public static double MidPTestBetter(int items, double lossShare, double winShare, double alpha) =>
        McNemarPower.OneSided((mass, atMost) => atMost - (mass / 2), alpha).Of(items, lossShare, winShare);

    /// <summary>
    /// The power of the one-sided exact test of “the candidate is better”, which is the sign-flip test on units that change as a
    /// whole, such as clusters; from 0 to 1.
    /// </summary>
    /// <param name="items">The number of units, 0 or more.</param>
    /// <param name="lossShare">The share of units that the candidate loses.</param>
    /// <param name="winShare">The share of units that the candidate wins; both shares add up to at most 1.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    public static double ExactTestBetter(int items, double lossShare, double winShare, double alpha) =>
        McNemarPower.OneSided((mass, atMost) => atMost, alpha).Of(items, lossShare, winShare);

    /// <summary>
    /// The smallest gain (share of wins minus share of losses) that the two-sided test detects with the given power: the mid-p test, or
    /// for clusters the sign-flip test, which on right or wrong units is McNemar's exact one.
    /// </summary>
    /// <returns>Above 0 and at most 1 − 2 · loss; null if even winning all other items would not reach the power.</returns>
    /// <param name="items">The number of items, 0 or more.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    /// <param name="power">The wanted power, between 0 and 1.</param>
    /// <param name="ofClusters">True where the items are clusters, each taken to change as a whole.</param>
    public static double? MinimumDetectableEffect(
        int items,
        double lossShare,
        double alpha = 0.05,
        double power = 0.8,
        bool ofClusters = false
    )
    {
        Require.Confidence(power);
        Require.Probability(lossShare);
        var (low, high) = (0.0, 1 - (2 * lossShare));
        if (high <= 0 || PowerOf(1 - lossShare) < power)
            return null;
        return Brent.TryFindRoot(gain => PowerOf(lossShare + gain) - power, low, high, Accuracy, MaxSteps, out var smallest)
            ? smallest
            : high;

        double PowerOf(double winShare) =>
            ofClusters ? ExactTest(items, lossShare, winShare, alpha) : MidPTest(items, lossShare, winShare, alpha);
    }
}
