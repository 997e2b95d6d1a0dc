namespace PromptLab.Comparing;

/// <summary>What comparisons come to, in the words of screens and files.</summary>
internal static class OutcomeWords
{
    /// <summary>The words, such as <c>no difference shown</c>.</summary>
    public static string Words(this ComparisonOutcome outcome) =>
        outcome switch
        {
            ComparisonOutcome.Better => "better",
            ComparisonOutcome.Worse => "worse",
            ComparisonOutcome.NoDifferenceShown => "no difference shown",
            _ => "no verdict",
        };
}
