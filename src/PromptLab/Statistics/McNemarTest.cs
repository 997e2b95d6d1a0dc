using MathNet.Numerics;

namespace PromptLab.Statistics;

/// <summary>McNemar's test of two versions on the same items, where each item is right or wrong once per version.</summary>
/// <remarks>
/// McNemar, Psychometrika 12(2), 1947. Only items that changed count: a loss was right with the baseline and is wrong with the
/// candidate; a win is the reverse. The mid-p form is the default for verdicts: Fagerland, Lydersen and Laake, “The McNemar
/// Test for Binary Matched-Pairs Data: Mid-p and Asymptotic Are Better Than Exact Conditional”, BMC Medical Research
/// Methodology 13:91, 2013. For independent items; for clustered items use <see cref="SignFlipTest"/>.
/// </remarks>
internal sealed record McNemarTest
{
    private McNemarTest() { }

    /// <summary>The number of items that the baseline gets right and the candidate wrong.</summary>
    public required int Losses { get; init; }

    /// <summary>The number of items that the baseline gets wrong and the candidate right.</summary>
    public required int Wins { get; init; }

    /// <summary>The exact two-sided p value. Conservative: it rejects less often than its level says. 1 if nothing changed.</summary>
    public required double ExactTwoSided { get; init; }

    /// <summary>The two-sided mid-p value, which counts outcomes exactly as extreme as this one by half. 1 if nothing changed.</summary>
    public required double MidPTwoSided { get; init; }

    /// <summary>The one-sided mid-p value of “the candidate is better”; ½ if nothing changed.</summary>
    public required double MidPBetter { get; init; }

    /// <summary>The one-sided mid-p value of “the candidate is worse”, 1 − <see cref="MidPBetter"/>; ½ if nothing changed.</summary>
    public required double MidPWorse { get; init; }

    /// <summary>The statistic (losses − wins)² / (losses + wins); 0 if nothing changed.</summary>
    public required double ChiSquared { get; init; }

    /// <summary>The p value of <see cref="ChiSquared"/> with one degree of freedom: reliable from about 25 changed items.</summary>
    public required double ChiSquaredP { get; init; }

    /// <summary>
    /// The statistic with Edwards' continuity correction, (|losses − wins| − 1)² / (losses + wins); 0 if nothing changed.
    /// </summary>
    public required double ChiSquaredCorrected { get; init; }

    /// <summary>The p value of <see cref="ChiSquaredCorrected"/> with one degree of freedom.</summary>
    public required double ChiSquaredCorrectedP { get; init; }

    /// <summary>Tests the numbers of losses and wins, both 0 or more.</summary>
    public static McNemarTest Of(int losses, int wins)
    {
        Require.Counts(losses, wins);
        var changed = checked(losses + wins);
        var (mass, atMost) = BinomialTail.OfFairCoin(Math.Min(losses, wins), changed);
        var fewer = NeverZero(atMost - (mass / 2));
        var chiSquared = changed == 0 ? 0 : Square(losses - wins) / changed;
        var corrected = changed == 0 ? 0 : Square(Math.Max(0, Math.Abs(losses - wins) - 1)) / changed;
        return new McNemarTest
        {
            Losses = losses,
            Wins = wins,
            ExactTwoSided = NeverZero(Math.Min(1, 2 * atMost)),
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

    // With as many wins as losses, doubling the one-sided value would count this outcome twice. With neither, there is no evidence.
    private static double MidP(int losses, int wins, double mass, double fewer) =>
        losses != wins ? 2 * fewer
        : losses == 0 ? 1
        : 1 - (mass / 2);

    // A p value below the smallest double is reported as that number, never as 0.
    private static double NeverZero(double p) => Math.Max(double.Epsilon, p);

    private static double Square(double value) => value * value;

    private static double UpperTail(double chiSquared) => NeverZero(SpecialFunctions.Erfc(Math.Sqrt(chiSquared / 2)));
}
