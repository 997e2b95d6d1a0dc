using PromptLab.Comparing;
using PromptLab.Holdouts;

namespace PromptLab.Confirming;

/// <summary>Derives a claim from the evidence of one look at the holdout.</summary>
/// <remarks>
/// Confirmed: the two-sided test at the level of the look shows a gain. Not worse: the one-sided lower bound is above −margin.
/// Regression: the one-sided upper bound is below 0. Otherwise inconclusive. The level of the m-th look at the same items is
/// 5% / m, for the test and for both bounds. Where every item differs by the same amount, both bounds equal that amount and do
/// not reflect chance, so that only the test decides.
/// </remarks>
internal static class ClaimRule
{
    /// <summary>The claim; null where the evidence allows none, for example because too many calls failed.</summary>
    /// <param name="evidence">The evidence, corrected for the number of looks, with bounds at the level of the look.</param>
    /// <param name="margin">The largest loss in pass rate that counts as not worse, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not above 0.</exception>
    public static ClaimOutcome? Of(PairedEvidence evidence, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        return (evidence.Outcome, evidence.LowerBound, evidence.UpperBound) switch
        {
            (ComparisonOutcome.NoVerdict, _, _) => null,
            (ComparisonOutcome.Better, _, _) => ClaimOutcome.Confirmed,
            (var outcome, _, _) when !evidence.HasVariation => outcome == ComparisonOutcome.Worse
                ? ClaimOutcome.Regression
                : ClaimOutcome.Inconclusive,
            (_, { } low, _) when low > -margin => ClaimOutcome.NotWorse,
            (_, _, < 0) => ClaimOutcome.Regression,
            _ => ClaimOutcome.Inconclusive,
        };
    }
}
