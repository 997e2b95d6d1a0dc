using PromptLab.Prompts;

namespace PromptLab.Holdouts;

/// <summary>The conclusion of a claim on the holdout.</summary>
public enum ClaimOutcome
{
    /// <summary>The candidate is significantly better than its baseline, at the level of the look.</summary>
    Confirmed,

    /// <summary>The candidate is not significantly better, but a loss as large as the margin is ruled out.</summary>
    NotWorse,

    /// <summary>Neither a gain nor a loss is significant; the holdout has too few items.</summary>
    Inconclusive,

    /// <summary>The candidate is significantly worse, at the level of the look.</summary>
    Regression,
}

/// <summary>The words for outcomes in the label history and in messages.</summary>
internal static class ClaimOutcomeWords
{
    /// <summary>The outcome in lower case, such as <c>not worse</c>.</summary>
    public static string Words(this ClaimOutcome claim) =>
        claim switch
        {
            ClaimOutcome.Confirmed => LabelEvidence.Confirmed,
            ClaimOutcome.NotWorse => "not worse",
            ClaimOutcome.Regression => "regression",
            _ => "inconclusive",
        };
}
