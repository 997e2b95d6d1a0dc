namespace PromptLab.Statistics;

/// <summary>How often a gate lets an unchanged prompt pass, which it does when the candidate is surely not worse than a margin.</summary>
/// <remarks>
/// The gate passes where the one-sided lower limit of <see cref="BonettPriceInterval"/> lies above −margin. With few items it seldom
/// does, even where nothing changed but chance: print this number beside the gate.
/// </remarks>
internal static class NonInferiority
{
    private const int FewItems = 100;

    /// <summary>
    /// The loss that is borne where nobody says how much: 5 percentage points, or 10 with fewer than 100 items, which
    /// can seldom rule out less.
    /// </summary>
    public static double UsualMargin(int items) => items < FewItems ? 0.10 : 0.05;

    /// <summary>The probability of passing where nothing changed, losses and wins each being half of the items that differ.</summary>
    /// <param name="items">How many, at least one.</param>
    /// <param name="discordance">The share of items that differ from run to run, from 0 to 1.</param>
    /// <param name="margin">The loss that would be borne, above 0 and at most 1.</param>
    /// <param name="confidence">That of the one-sided limit, between 0 and 1.</param>
    public static double PassProbability(int items, double discordance, double margin, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        Refuse.NoProbability(discordance);
        Refuse.NoConfidence(confidence);
        if (margin is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "A margin lies above 0 and at most at 1.");
        var (from, to) = LikelyRange.Of(items, discordance);
        var sum = 0.0;
        for (var changed = from; changed <= to; changed++)
        {
            var most = MostLosses(changed, losses => BonettPriceInterval.LowerLimit(losses, changed - losses, items, confidence) > -margin);
            sum += BinomialTail.Mass(changed, items, discordance) * BinomialTail.OfFairCoin(most, changed).AtMost;
        }

        return Math.Min(1, sum);
    }

    // The limit falls with every loss; −1 where it is too low without any.
    private static int MostLosses(int changed, Func<int, bool> passes)
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
