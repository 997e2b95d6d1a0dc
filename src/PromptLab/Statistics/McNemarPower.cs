namespace PromptLab.Statistics;

/// <summary>
/// How often a form of McNemar's test rejects: summed over the number of changed items, of which each has its own most
/// losses.
/// </summary>
internal sealed class McNemarPower
{
    // So that a p equal to its level on paper is so in binary too.
    private const double Rounding = 1e-9;

    private readonly Func<double, double, double> _p;
    private readonly double _level;
    private readonly bool _bothSides;

    private McNemarPower(Func<double, double, double> p, double alpha, bool bothSides)
    {
        Refuse.NoLevel(alpha);
        (_p, _level, _bothSides) = (p, alpha * (1 + Rounding), bothSides);
    }

    /// <summary>A test of losses that are few, or wins that are.</summary>
    /// <param name="p">The p of so few, of their mass and of the probability of at most so many under a fair coin.</param>
    /// <param name="alpha">The level.</param>
    public static McNemarPower TwoSided(Func<double, double, double> p, double alpha) => new(p, alpha, bothSides: true);

    /// <summary>A test of losses that are few.</summary>
    /// <param name="p">The p of so few, of their mass and of the probability of at most so many under a fair coin.</param>
    /// <param name="alpha">The level.</param>
    public static McNemarPower OneSided(Func<double, double, double> p, double alpha) => new(p, alpha, bothSides: false);

    /// <summary>The probability of rejecting.</summary>
    public double Of(int items, double lossShare, double winShare)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        Refuse.NoProbability(lossShare);
        Refuse.NoProbability(winShare);
        var changing = Math.Min(1, lossShare + winShare);
        if (lossShare + winShare > 1 + Rounding)
            throw new ArgumentOutOfRangeException(nameof(winShare), winShare, "Losses and wins together are at most all items.");
        return changing == 0 ? 0 : Sum(items, changing, Math.Min(1, lossShare / changing));
    }

    private double Sum(int items, double changing, double lossShareOfChanged)
    {
        var (from, to) = LikelyRange.Of(items, changing);
        var most = MostRejected(from);
        var fair = new BinomialCursor(0.5, from, most);
        var losses = new BinomialCursor(lossShareOfChanged, from, most);
        var wins = new BinomialCursor(1 - lossShareOfChanged, from, most);
        var power = 0.0;
        for (var changed = from; changed <= to; changed++)
        {
            while (Rejects(changed, fair.Successes + 1, fair.NextMass(), fair.AtMost + fair.NextMass()))
            {
                fair.Raise();
                losses.Raise();
                wins.Raise();
            }

            power += BinomialTail.Mass(changed, items, changing) * (losses.AtMost + (_bothSides ? wins.AtMost : 0));
            fair.AddTrial();
            losses.AddTrial();
            wins.AddTrial();
        }

        return Math.Min(1, power);
    }

    // At a level below ½, no test rejects with as many losses as wins.
    private bool Rejects(int changed, int losses, double mass, double atMost) => 2 * losses < changed && _p(mass, atMost) <= _level;

    // The most losses with which the test rejects; −1 where it never does. P grows with losses.
    private int MostRejected(int changed)
    {
        var (rejected, kept) = (-1, (changed / 2) + 1);
        while (kept - rejected > 1)
        {
            var losses = (rejected + kept) / 2;
            var (mass, atMost) = BinomialTail.OfFairCoin(losses, changed);
            if (Rejects(changed, losses, mass, atMost))
                rejected = losses;
            else
                kept = losses;
        }

        return rejected;
    }
}
