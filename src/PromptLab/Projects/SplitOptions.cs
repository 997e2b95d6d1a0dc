namespace PromptLab.Projects;

/// <summary>How the items of an eval set are dealt to train, dev and holdout.</summary>
public sealed record SplitOptions
{
    /// <summary>The eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>
    /// The share of train in whole percent. Give all three shares, which add up to 100, or none: 25, 45 and 30, below
    /// 80 items 0, 65 and 35.
    /// </summary>
    public long? Train { get; init; }

    /// <summary>The share of dev in whole percent.</summary>
    public long? Dev { get; init; }

    /// <summary>The share of holdout in whole percent.</summary>
    public long? Holdout { get; init; }

    /// <summary>A text that goes into the hash by which items are dealt; null for the name of the eval set.</summary>
    public string? Salt { get; init; }

    /// <summary>True to deal the items that have a split again too. Data that was seen is no longer holdout data.</summary>
    public bool Reassign { get; init; }

    /// <summary>True to write nothing.</summary>
    public bool DryRun { get; init; }
}
