namespace PromptLab.Projects;

/// <summary>How to assign the items of an eval set to train, dev and holdout.</summary>
public sealed record SplitOptions
{
    /// <summary>The name of the eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>
    /// The share of train in whole percent. Set all three shares, which must add up to 100, or none: where they are null, they are 25,
    /// 45 and 30, or 0, 65 and 35 with fewer than 80 items.
    /// </summary>
    public long? Train { get; init; }

    /// <summary>The share of dev in whole percent; null as for <see cref="Train"/>.</summary>
    public long? Dev { get; init; }

    /// <summary>The share of holdout in whole percent; null as for <see cref="Train"/>.</summary>
    public long? Holdout { get; init; }

    /// <summary>A text that varies the hash by which items are assigned; null for the name of the eval set.</summary>
    public string? Salt { get; init; }

    /// <summary>
    /// True to reassign items that already have a split; false by default. Data you have seen is no longer holdout data.
    /// </summary>
    public bool Reassign { get; init; }

    /// <summary>True to compute the assignment without writing it; false by default.</summary>
    public bool DryRun { get; init; }
}
