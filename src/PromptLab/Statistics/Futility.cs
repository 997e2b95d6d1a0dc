using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>
/// The probability that a candidate will be ahead of its baseline after all items, given the results of the first ones. It
/// decides whether to keep spending calls, and is not evidence for or against the candidate.
/// </summary>
/// <remarks>
/// A predictive probability: Lee and Liu, “A Predictive Probability Design for Phase II Cancer Clinical Trials”, Clinical
/// Trials 5(2), 2008, https://doi.org/10.1177/1740774508089279. Stopping only when it is low cannot make a useless candidate
/// look better, since nothing is accepted early. Assumes that items come in random order.
/// </remarks>
internal static class Futility
{
    /// <summary>The minimum number of differences for <see cref="Graded"/>.</summary>
    public const int MinDifferences = 10;

    private const double SmallestDeviation = 0.05;

    /// <summary>
    /// The probability, from 0 to 1, that the one-sided mid-p of McNemar's test (the candidate is better) will be at most
    /// <paramref name="alpha"/> after all items. For items that pass or fail, with one repeat on each side.
    /// </summary>
    /// <param name="losses">The seen items that the baseline passes and the candidate fails.</param>
    /// <param name="wins">The seen items that the candidate passes and the baseline fails.</param>
    /// <param name="seen">All seen items, including those with the same outcome on both sides.</param>
    /// <param name="items">All items, at least <paramref name="seen"/>.</param>
    /// <param name="alpha">The highest mid-p that counts as ahead, above 0 and below 0.5.</param>
    /// <param name="priorLoss">The prior weight of losses, above 0.</param>
    /// <param name="priorWin">The prior weight of wins, above 0.</param>
    /// <param name="priorSame">The prior weight of unchanged items, above 0: the default assumes that few items change.</param>
    /// <remarks>
    /// The remaining items follow a Dirichlet-multinomial distribution (a Pólya urn): the number of discordant ones is
    /// beta-binomial, and so is the number of wins among them. The probability is summed over the number of discordant items; the
    /// tail of the wins is carried over from one term to the next, so time grows linearly with the number of remaining items.
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
        RequireCounts(losses, wins, seen, items);
        RequireLevel(alpha);
        var (loss, win, same) = (losses + priorLoss, wins + priorWin, seen - losses - wins + priorSame);
        var remaining = items - seen;
        var (needed, tail, ahead) = (-wins, 1.0, 0.0); // the wins still needed, and the probability of getting that many
        for (var discordant = 0; discordant <= remaining; discordant++)
        {
            for (; MidP(losses + wins + discordant, wins + needed) > alpha; needed++)
                tail -= BetaBinomial(discordant, needed, win, loss);
            ahead += BetaBinomial(remaining, discordant, loss + win, same) * Math.Max(0, tail);
            // One more discordant item supplies the missing win if it is a win.
            tail += BetaBinomial(discordant, needed - 1, win, loss) * (win + needed - 1) / (loss + win + discordant);
        }

        return Math.Clamp(ahead, 0, 1);
    }

    /// <summary>
    /// The probability, from 0 to 1, that a one-sided test at <paramref name="alpha"/> will find the mean difference above 0 after
    /// all items; null for fewer than <see cref="MinDifferences"/> differences. For graded scores and means of repeats.
    /// </summary>
    /// <param name="differences">Candidate minus baseline for each seen item, from −1 to 1.</param>
    /// <param name="items">All items, at least as many as <paramref name="differences"/>.</param>
    /// <param name="alpha">The significance level, above 0 and below 0.5.</param>
    /// <remarks>
    /// 1 − Φ((z(1−α)/√n − d̄/s) / √(1/m − 1/n)) with m of n items seen: the normal case with a flat prior. The standard deviation
    /// s (divisor m − 1) is treated as known, and as at least 0.05, since a few equal differences do not mean that the rest will
    /// be equal. Only rough if m is small or if differences are few and large.
    /// </remarks>
    public static double? Graded(IReadOnlyList<double> differences, int items, double alpha = 0.20)
    {
        var seen = differences.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(items, seen);
        RequireLevel(alpha);
        if (seen < MinDifferences)
            return null;
        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (seen - 1));
        var shortfall = (Normal.InvCDF(0, 1, 1 - alpha) / Math.Sqrt(items)) - (mean / Math.Max(SmallestDeviation, deviation));
        return seen == items
            ? shortfall <= 0
                ? 1
                : 0
            : 1 - Normal.CDF(0, 1, shortfall / Math.Sqrt((1.0 / seen) - (1.0 / items)));
    }

    // P(X > wins) + ½ P(X = wins), X ~ binomial(discordant, ½); 1 if nothing is discordant, since that shows nothing.
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

    private static void RequireCounts(int losses, int wins, int seen, int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfLessThan(seen, losses + wins);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, seen);
    }

    private static void RequireLevel(double alpha)
    {
        if (alpha is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies above 0 and below 0.5.");
    }
}
