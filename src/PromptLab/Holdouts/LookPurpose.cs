namespace PromptLab.Holdouts;

/// <summary>The purpose of a look at the holdout.</summary>
public enum LookPurpose
{
    /// <summary>A version was run over items of the holdout, and its rates were shown.</summary>
    Run,

    /// <summary>Existing responses to items of the holdout were graded.</summary>
    Grade,

    /// <summary>A candidate was compared with its baseline to confirm a gain.</summary>
    Confirm,
}
