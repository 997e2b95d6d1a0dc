namespace PromptLab.Holdouts;

/// <summary>What a look at the holdout was for.</summary>
public enum LookPurpose
{
    /// <summary>A version was run over items of the holdout, and its rates were shown.</summary>
    Run,

    /// <summary>Responses to items of the holdout were graded.</summary>
    Grade,

    /// <summary>A claim was asked for.</summary>
    Confirm,
}
