using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>
/// The probability that a candidate that has seen some of its items will be ahead of its baseline when it has seen all.
/// It decides about spending calls, and is no evidence for or against the candidate.
/// </summary>
/// <remarks>
/// A predictive probability: Lee and Liu, “A Predictive Probability Design for Phase II Cancer Clinical Trials”, Clinical
/// Trials 5(2), 2008, https://doi.org/10.1177/1740774508089279. To stop only where it is low can't make a useless
/// candidate look better, since nothing is accepted early. It supposes items that come in a random order.
/// </remarks>
internal static class Futility
{
    /// <summary>How many differences <see cref="Graded"/> needs at least.</summary>
    public const int FewestDifferences = 10;

    private const double SmallestDeviation = 0.05;

    /// <summary>
    /// The probability, from 0 to 1, that the one-sided mid-p of McNemar's test (the candidate is better) is at most
    /// <paramref name="alpha"/> in the end. For items that pass or fail, each asked once on both sides.
    /// </summary>
    /// <param name="losses">The seen items that the baseline passes and the candidate fails.</param>
    /// <param name="wins">The seen items that the candidate passes and the baseline fails.</param>
    /// <param name="seen">The seen items, those that came out alike among them.</param>
    /// <param name="items">All items, at least as many as were seen.</param>
    /// <param name="alpha">The highest mid-p that counts as ahead, above 0 and below 0.5.</param>
    /// <param name="priorLoss">What is put to the losses before anything is seen, above 0.</param>
    /// <param name="priorWin">The same for the wins.</param>
    /// <param name="priorSame">The same for the items that come out alike: the default supposes that few items change.</param>
    /// <remarks>
    /// What is to come is Dirichlet-multinomial, a Pólya urn: so many of the remaining items are discordant (beta-binomial),
    /// and so many of those are wins (beta-binomial). Summed over the discordant ones; the tail of the wins is carried
    /// from one term to the next. The time grows with the number of remaining items, not with its square.
    /// </remarks>
    public static double Binary(
        int losses,
        int wins,
        int seen,
        int items,
        double alpha = 0.20,
        double priorLoss = 0.5,
        double priorWin = 0.5,
        double priorSame = 3
    )
    {
        CheckCounts(losses, wins, seen, items);
        CheckAlpha(alpha);
        var (loss, win, same) = (losses + priorLoss, wins + priorWin, seen - losses - wins + priorSame);
        var left = items - seen;
        var (needed, tail, ahead) = (-wins, 1.0, 0.0); // the wins still needed, and the probability of that many
        for (var discordant = 0; discordant <= left; discordant++)
        {
            for (; MidP(losses + wins + discordant, wins + needed) > alpha; needed++)
                tail -= BetaBinomial(discordant, needed, win, loss);
            ahead += BetaBinomial(left, discordant, loss + win, same) * Math.Max(0, tail);
            // One more discordant item is the win that was wanting, if it is a win.
            tail += BetaBinomial(discordant, needed - 1, win, loss) * (win + needed - 1) / (loss + win + discordant);
        }

        return Math.Clamp(ahead, 0, 1);
    }

    /// <summary>
    /// The probability, from 0 to 1, that the mean difference is above 0 in the end by a one-sided test at
    /// <paramref name="alpha"/>; null before <see cref="FewestDifferences"/> differences. For graded scores and means
    /// of repeats.
    /// </summary>
    /// <param name="differences">Candidate minus baseline of each seen item, from −1 to 1.</param>
    /// <param name="items">All items, at least as many as were seen.</param>
    /// <param name="alpha">The level, above 0 and below 0.5.</param>
    /// <remarks>
    /// 1 − Φ((z(1−α)/√n − d̄/s) / √(1/m − 1/n)) with m of n items seen: the normal case with a flat prior. The standard
    /// deviation s (divisor m − 1) is taken for known, and for at least 0.05, since a few equal differences don't promise
    /// equal ones to come. Rough where m is small or differences are few and large.
    /// </remarks>
    public static double? Graded(IReadOnlyList<double> differences, int items, double alpha = 0.20)
    {
        var seen = differences.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(items, seen);
        CheckAlpha(alpha);
        if (seen < FewestDifferences)
            return null;
        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (seen - 1));
        var missing = (Normal.InvCDF(0, 1, 1 - alpha) / Math.Sqrt(items)) - (mean / Math.Max(SmallestDeviation, deviation));
        return seen == items
            ? missing <= 0
                ? 1
                : 0
            : 1 - Normal.CDF(0, 1, missing / Math.Sqrt((1.0 / seen) - (1.0 / items)));
    }

    // P(X > wins) + ½ P(X = wins), X ~ binomial(discordant, ½); where nothing is discordant, nothing is shown.
    private static double MidP(int discordant, int wins) =>
        wins > discordant ? 0
        : discordant == 0 ? 1
        : 1 - Binomial.CDF(0.5, discordant, wins) + (Binomial.PMF(0.5, discordant, wins) / 2);

    private static double BetaBinomial(int trials, int successes, double success, double failure) =>
        successes < 0 || successes > trials
            ? 0
            : Math.Exp(
                SpecialFunctions.BinomialLn(trials, successes)
                    + SpecialFunctions.BetaLn(successes + success, trials - successes + failure)
                    - SpecialFunctions.BetaLn(success, failure)
            );

    private static void CheckCounts(int losses, int wins, int seen, int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfLessThan(seen, losses + wins);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, seen);
    }

    private static void CheckAlpha(double alpha)
    {
        if (alpha is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies above 0 and below 0.5.");
    }
}
