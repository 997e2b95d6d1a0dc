using MathNet.Numerics;

namespace PromptLab.Statistics;

/// <summary>McNemar's test of two versions on the same items, each item right or wrong once a version.</summary>
/// <remarks>
/// McNemar, Psychometrika 12(2), 1947. Only items that changed count: a loss was right with the baseline and is wrong with the
/// candidate, a win the other way round. The mid-p form is the default for verdicts: Fagerland, Lydersen and Laake, “The
/// McNemar Test for Binary Matched-Pairs Data: Mid-p and Asymptotic Are Better Than Exact Conditional”, BMC Medical Research
/// Methodology 13:91, 2013. For independent items; items of one cluster belong in <see cref="SignFlipTest"/>.
/// </remarks>
public sealed record McNemarTest
{
    private McNemarTest() { }

    /// <summary>Items that the baseline has right and the candidate wrong.</summary>
    public required int Losses { get; init; }

    /// <summary>Items that the baseline has wrong and the candidate right.</summary>
    public required int Wins { get; init; }

    /// <summary>The exact two-sided p, never above its level and mostly far below; 1 where nothing changed.</summary>
    public required double ExactTwoSided { get; init; }

    /// <summary>The two-sided mid-p: outcomes as extreme as this one count half. 1 where nothing changed.</summary>
    public required double MidPTwoSided { get; init; }

    /// <summary>The one-sided mid-p of “the candidate is better”; ½ where nothing changed.</summary>
    public required double MidPBetter { get; init; }

    /// <summary>The one-sided mid-p of “the candidate is worse”, 1 − <see cref="MidPBetter"/>; ½ where nothing changed.</summary>
    public required double MidPWorse { get; init; }

    /// <summary>The statistic (losses − wins)² / (losses + wins); 0 where nothing changed.</summary>
    public required double ChiSquared { get; init; }

    /// <summary>The p of <see cref="ChiSquared"/> on one degree of freedom: good from about 25 changed items.</summary>
    public required double ChiSquaredP { get; init; }

    /// <summary>
    /// The statistic with Edwards' correction for continuity, (|losses − wins| − 1)² / (losses + wins); 0 where nothing
    /// changed.
    /// </summary>
    public required double ChiSquaredCorrected { get; init; }

    /// <summary>The p of <see cref="ChiSquaredCorrected"/> on one degree of freedom.</summary>
    public required double ChiSquaredCorrectedP { get; init; }

    /// <summary>The test of so many losses and wins.</summary>
    public static McNemarTest Of(int losses, int wins)
    {
        Refuse.Negative(losses, wins);
        var changed = checked(losses + wins);
        var (mass, atMost) = BinomialTail.OfFairCoin(Math.Min(losses, wins), changed);
        var fewer = Positive(atMost - (mass / 2));
        var chiSquared = changed == 0 ? 0 : Squared(losses - wins) / changed;
        var corrected = changed == 0 ? 0 : Squared(Math.Max(0, Math.Abs(losses - wins) - 1)) / changed;
        return new McNemarTest
        {
            Losses = losses,
            Wins = wins,
            ExactTwoSided = Positive(Math.Min(1, 2 * atMost)),
            MidPTwoSided = MidP(losses, wins, mass, fewer),
            MidPBetter =
                losses == wins ? 0.5
                : losses < wins ? fewer
                : 1 - fewer,
            MidPWorse =
                losses == wins ? 0.5
                : losses > wins ? fewer
                : 1 - fewer,
            ChiSquared = chiSquared,
            ChiSquaredP = UpperTail(chiSquared),
            ChiSquaredCorrected = corrected,
            ChiSquaredCorrectedP = UpperTail(corrected),
        };
    }

    // With as many wins as losses, twice the one-sided value would count the outcome itself twice; with neither, nothing is known.
    private static double MidP(int losses, int wins, double mass, double fewer) =>
        losses != wins ? 2 * fewer
        : losses == 0 ? 1
        : 1 - (mass / 2);

    // Beyond the smallest number that a double has, a p is told as that number: never as 0.
    private static double Positive(double p) => Math.Max(double.Epsilon, p);

    private static double Squared(double value) => value * value;

    private static double UpperTail(double chiSquared) => Positive(SpecialFunctions.Erfc(Math.Sqrt(chiSquared / 2)));
}
