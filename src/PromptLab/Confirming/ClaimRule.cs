using PromptLab.Comparing;
using PromptLab.Holdouts;

namespace PromptLab.Confirming;

/// <summary>Derives a claim from the evidence of one look at the holdout.</summary>
/// <remarks>
/// Confirmed: the two-sided test shows a gain at the level of the look, 5% / m for the m-th look at the same items. Regression: the
/// two-sided test shows a loss at 5%, whatever the look, since nobody shops for regressions. Not worse: neither, and the one-sided
/// lower bound at the level of the look is above −margin. Otherwise inconclusive. Where every item differs by the same amount, the
/// bound equals that amount and does not reflect chance, so that only the test decides.
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
        if (evidence.Outcome == ComparisonOutcome.NoVerdict)
            return null;
        if (evidence.Outcome == ComparisonOutcome.Better)
            return ClaimOutcome.Confirmed;
        if (evidence.ShowsLossAt(PairedEvidence.Alpha))
            return ClaimOutcome.Regression;
        return evidence.HasVariation && evidence.LowerBound > -margin ? ClaimOutcome.NotWorse : ClaimOutcome.Inconclusive;
    }
}
