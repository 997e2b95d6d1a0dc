using MathNet.Numerics.RootFinding;

namespace PromptLab.Statistics;

/// <summary>What a comparison of two versions on items that are right or wrong once each can find.</summary>
/// <remarks>
/// A share of items is lost, a share is won, the others stay. Given how many changed, which Binomial(n, loss + win) says, wins follow
/// Binomial(changed, win / (loss + win)): so the power is exact, without looking at every table. For independent items.
/// </remarks>
public static class PairedBinaryPower
{
    private const double Accuracy = 1e-7;
    private const int MostSteps = 100;

    /// <summary>The number of items by the normal approximation, not rounded; infinite where the difference is 0.</summary>
    /// <remarks>
    /// Miettinen, “The Matched Pairs Design in the Case of All-or-None Responses”, Biometrics 24(2), 1968; Connor, “Sample Size for
    /// Testing Differences in Proportions for the Paired-Sample Design”, Biometrics 43(1), 1987:
    /// (z₁₋α/₂ √ψ + z_power √(ψ − δ²))² / δ². Below about 10 changed items it is a rough guide.
    /// </remarks>
    /// <param name="discordance">ψ, the share of items that change, from 0 to 1.</param>
    /// <param name="difference">δ, share of wins minus share of losses; no farther from 0 than <paramref name="discordance"/>.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">Between 0 and 1.</param>
    public static double RequiredItemsRaw(double discordance, double difference, double alpha = 0.05, double power = 0.8)
    {
        Refuse.NoProbability(discordance);
        Refuse.NoLevel(alpha);
        Refuse.NoConfidence(power);
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

    /// <summary>The number of items by the normal approximation; null where the difference is 0, or too small for any number.</summary>
    /// <param name="discordance">The share of items that change, from 0 to 1.</param>
    /// <param name="difference">Share of wins minus share of losses; no farther from 0 than <paramref name="discordance"/>.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">Between 0 and 1.</param>
    public static long? RequiredItems(double discordance, double difference, double alpha = 0.05, double power = 0.8)
    {
        var raw = Math.Ceiling(RequiredItemsRaw(discordance, difference, alpha, power));
        return raw < long.MaxValue ? (long)raw : null;
    }

    /// <summary>The power of McNemar's exact two-sided test.</summary>
    /// <param name="items">How many.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="winShare">The share of items that it wins; together at most 1.</param>
    /// <param name="alpha">The level.</param>
    public static double ExactTest(int items, double lossShare, double winShare, double alpha = 0.05) =>
        McNemarPower.TwoSided((mass, atMost) => 2 * atMost, alpha).Of(items, lossShare, winShare);

    /// <summary>The power of the two-sided mid-p test.</summary>
    /// <param name="items">How many.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="winShare">The share of items that it wins; together at most 1.</param>
    /// <param name="alpha">The level.</param>
    public static double MidPTest(int items, double lossShare, double winShare, double alpha = 0.05) =>
        McNemarPower.TwoSided((mass, atMost) => (2 * atMost) - mass, alpha).Of(items, lossShare, winShare);

    /// <summary>The power of the one-sided mid-p test of “the candidate is better”, by which a search accepts an edit.</summary>
    /// <param name="items">How many.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="winShare">The share of items that it wins; together at most 1.</param>
    /// <param name="alpha">The level.</param>
    public static double MidPTestBetter(int items, double lossShare, double winShare, double alpha) =>
        McNemarPower.OneSided((mass, atMost) => atMost - (mass / 2), alpha).Of(items, lossShare, winShare);

    /// <summary>The smallest gain, share of wins minus share of losses, that the two-sided mid-p test finds with that power.</summary>
    /// <returns>Above 0 and at most 1 − 2 · loss; null where even winning every other item is not found so often.</returns>
    /// <param name="items">How many.</param>
    /// <param name="lossShare">The share of items that the candidate loses.</param>
    /// <param name="alpha">The level.</param>
    /// <param name="power">Between 0 and 1.</param>
    public static double? MinimumDetectableEffect(int items, double lossShare, double alpha = 0.05, double power = 0.8)
    {
        Refuse.NoConfidence(power);
        Refuse.NoProbability(lossShare);
        var (low, high) = (0.0, 1 - (2 * lossShare));
        if (high <= 0 || MidPTest(items, lossShare, 1 - lossShare, alpha) < power)
            return null;
        return Brent.TryFindRoot(
            gain => MidPTest(items, lossShare, lossShare + gain, alpha) - power,
            low,
            high,
            Accuracy,
            MostSteps,
            out var least
        )
            ? least
            : high;
    }
}
