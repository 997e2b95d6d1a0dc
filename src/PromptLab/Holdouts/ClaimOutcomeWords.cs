using PromptLab.Prompts;

namespace PromptLab.Holdouts;

/// <summary>The words for claims: those of the labels' history, and those that people read.</summary>
internal static class ClaimOutcomeWords
{
    /// <summary>The words, such as <c>confirmed</c> or <c>not worse</c>.</summary>
    public static string Words(this ClaimOutcome claim) =>
        claim switch
        {
            ClaimOutcome.Confirmed => LabelEvidence.Confirmed,
            ClaimOutcome.NotWorse => "not worse",
            ClaimOutcome.Regression => "regression",
            _ => "inconclusive",
        };
}
