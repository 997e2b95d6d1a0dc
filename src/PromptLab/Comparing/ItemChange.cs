namespace PromptLab.Comparing;

/// <summary>What became of an item from baseline to candidate, in the order in which a reader wants to see them.</summary>
public enum ItemChange
{
    /// <summary>It passed and now fails: a regression.</summary>
    Broken,

    /// <summary>It failed and now passes.</summary>
    Fixed,

    /// <summary>It fails on both sides.</summary>
    BothFail,

    /// <summary>It passes on both sides.</summary>
    BothPass,

    /// <summary>At least one side is undecided, so the pair counts as no evidence.</summary>
    Undecided,

    /// <summary>At least one side has no response, so the pair counts as no evidence.</summary>
    Error,
}
