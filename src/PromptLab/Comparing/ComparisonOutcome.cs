namespace PromptLab.Comparing;

/// <summary>What a comparison comes to.</summary>
public enum ComparisonOutcome
{
    /// <summary>The candidate is better than chance explains.</summary>
    Better,

    /// <summary>The candidate is worse than chance explains.</summary>
    Worse,

    /// <summary>Chance explains the difference. That is not the same as “no difference”.</summary>
    NoDifferenceShown,

    /// <summary>There is not enough to judge by.</summary>
    NoVerdict,
}
