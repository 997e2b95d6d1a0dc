namespace PromptLab.Progress;

/// <summary>The input of the plateau rule.</summary>
internal sealed record PlateauFacts
{
    /// <summary>The number of items that each version is measured on.</summary>
    public required int Items { get; init; }

    /// <summary>How many clusters they are, items of none among them; null where each item stands alone, or is not known here.</summary>
    public int? Clusters { get; init; }

    /// <summary>The share of items that an edit breaks, from 0 to 1.</summary>
    public required double LossShare { get; init; }

    /// <summary>The number of consecutive versions that were not accepted.</summary>
    public required int Misses { get; init; }

    /// <summary>The number of different sections that those versions changed.</summary>
    public required int Sections { get; init; }

    /// <summary>
    /// The number of items that the best version fails in every repeat, except those with a doubtful label; all that it fails while a
    /// section is untried. An upper bound where its run is not stored here, and null where nothing is known.
    /// </summary>
    public required int? StableFailures { get; init; }

    /// <summary>True where the known costs reach the spending cap.</summary>
    public required bool IsCapHit { get; init; }
}
