namespace PromptLab.Statistics;

/// <summary>How often a non-inferiority gate passes a prompt that has not changed.</summary>
/// <remarks>
/// The gate passes if the one-sided lower limit of <see cref="TangoInterval"/> is above −margin: of losses as great as the margin
/// it lets 5.0–5.5% pass, where the limit of Bonett and Price lets up to 8.8% (exact). With few items it
/// rarely passes, even if only chance has changed: print this number beside the gate.
/// </remarks>
internal static class NonInferiority
{
    private const int FewItems = 100;

    /// <summary>
    /// The default margin: a tolerated loss of 5 percentage points, or 10 for fewer than 100 items, which can rarely rule out
    /// less.
    /// </summary>
    public static double DefaultMargin(int items) => items < FewItems ? 0.10 : 0.05;

    /// <summary>The probability of passing if nothing changed: of the items that differ, losses and wins are equally likely.</summary>
    /// <param name="items">The number of items, at least one.</param>
    /// <param name="discordance">The share of items that differ from run to run, from 0 to 1.</param>
    /// <param name="margin">The tolerated loss, above 0 and at most 1.</param>
    /// <param name="confidence">The confidence of the one-sided limit, between 0 and 1.</param>
    public static double PassProbability(int items, double discordance, double margin, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        Require.Probability(discordance);
        Require.Confidence(confidence);
        if (margin is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "A margin lies above 0 and at most at 1.");
        var (from, to) = LikelyRange.Of(items, discordance);
        var sum = 0.0;
        for (var changed = from; changed <= to; changed++)
        {
            var maxLosses = MaxLosses(changed, losses => TangoInterval.LowerLimit(losses, changed - losses, items, confidence) > -margin);
            sum += BinomialTail.Mass(changed, items, discordance) * BinomialTail.OfFairCoin(maxLosses, changed).AtMost;
        }

        return Math.Min(1, sum);
    }

    // The limit falls with every loss; −1 if it is too low even without losses.
    private static int MaxLosses(int changed, Func<int, bool> passes)
    {
        var (passing, failing) = (-1, changed + 1);
        while (failing - passing > 1)
        {
            var losses = (passing + failing) / 2;
            if (passes(losses))
                passing = losses;
            else
                failing = losses;
        }

        return passing;
    }
}
