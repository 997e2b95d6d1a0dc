using PromptLab.Comparing;

namespace PromptLab.Holdouts;

/// <summary>The significance level of a claim, which falls with each look at the holdout.</summary>
internal static class LookLevel
{
    /// <summary>5% divided by the number of looks (Bonferroni), so that a claim accounts for earlier looks.</summary>
    /// <param name="looks">The number of looks, this one included; from 1.</param>
    public static double Of(int looks) => PairedEvidence.Alpha / looks;
}
