namespace PromptLab.Statistics;

/// <summary>
/// The power of a variant of McNemar's test, summed over the number of changed items, each with its own critical number of
/// losses.
/// </summary>
internal sealed class McNemarPower
{
    // So that a p value equal to its level on paper is also at most the level in binary.
    private const double Rounding = 1e-9;

    private readonly Func<double, double, double> _p;
    private readonly double _level;
    private readonly bool _bothSides;

    private McNemarPower(Func<double, double, double> p, double alpha, bool bothSides)
    {
        Require.SignificanceLevel(alpha);
        (_p, _level, _bothSides) = (p, alpha * (1 + Rounding), bothSides);
    }

    /// <summary>A test that rejects if losses are few or wins are few.</summary>
    /// <param name="p">The p value, from P(X = fewer) and P(X ≤ fewer) under a fair coin.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    public static McNemarPower TwoSided(Func<double, double, double> p, double alpha) => new(p, alpha, bothSides: true);

    /// <summary>A test that rejects if losses are few.</summary>
    /// <param name="p">The p value, from P(X = losses) and P(X ≤ losses) under a fair coin.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    public static McNemarPower OneSided(Func<double, double, double> p, double alpha) => new(p, alpha, bothSides: false);

    /// <summary>The probability that the test rejects, from 0 to 1; loss and win shares add up to at most 1.</summary>
    public double Of(int items, double lossShare, double winShare)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        Require.Probability(lossShare);
        Require.Probability(winShare);
        var changing = Math.Min(1, lossShare + winShare);
        if (lossShare + winShare > 1 + Rounding)
            throw new ArgumentOutOfRangeException(nameof(winShare), winShare, "Losses and wins together are at most all items.");
        return changing == 0 ? 0 : Sum(items, changing, Math.Min(1, lossShare / changing));
    }

    private double Sum(int items, double changing, double lossShareOfChanged)
    {
        var (from, to) = LikelyRange.Of(items, changing);
        var critical = CriticalLosses(from);
        var fair = new BinomialCursor(0.5, from, critical);
        var losses = new BinomialCursor(lossShareOfChanged, from, critical);
        var wins = new BinomialCursor(1 - lossShareOfChanged, from, critical);
        var power = 0.0;
        for (var changed = from; changed <= to; changed++)
        {
            while (Rejects(changed, fair.Successes + 1, fair.NextMass(), fair.AtMost + fair.NextMass()))
            {
                fair.AddSuccess();
                losses.AddSuccess();
                wins.AddSuccess();
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

    // The most losses with which the test rejects, −1 if it never does; p grows with losses.
    private int CriticalLosses(int changed)
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
