using PromptLab.Comparing;
using PromptLab.Holdouts;

namespace PromptLab.Confirming;

/// <summary>Turns the evidence of one look at the holdout into a claim.</summary>
/// <remarks>
/// Confirmed: the two-sided test at the level of the look shows a gain. Not worse: the one-sided lower bound lies above minus
/// the margin. Regression: the one-sided upper bound lies below zero. Else inconclusive. The level of the m-th look at the same
/// items is 5% / m, for the test and for both bounds. Where every item differs by the same amount the bounds are that amount and
/// say nothing of chance: then the test alone decides.
/// </remarks>
internal static class ClaimRule
{
    /// <summary>The claim; null where the evidence allows none, such as that of runs with too many failed calls.</summary>
    /// <param name="evidence">The evidence, corrected for the looks and with bounds at their level.</param>
    /// <param name="margin">The loss that would be borne, above 0 and at most 1.</param>
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
