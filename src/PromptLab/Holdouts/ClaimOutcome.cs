namespace PromptLab.Holdouts;

/// <summary>What a look at the holdout lets one claim.</summary>
public enum ClaimOutcome
{
    /// <summary>The candidate is better than its baseline, beyond chance at the level of the look.</summary>
    Confirmed,

    /// <summary>It is not shown to be better, but a loss as large as the margin is ruled out.</summary>
    NotWorse,

    /// <summary>Neither a gain nor a loss can be claimed: there are too few items to tell.</summary>
    Inconclusive,

    /// <summary>The candidate is worse, beyond chance at the level of the look.</summary>
    Regression,
}
