namespace PromptLab.Progress;

/// <summary>What the plateau rule has to know of a search.</summary>
public sealed record PlateauFacts
{
    /// <summary>How many items each version is measured on.</summary>
    public required int Items { get; init; }

    /// <summary>The share of items that an edit here breaks, from 0 to 1.</summary>
    public required double LossShare { get; init; }

    /// <summary>How many versions in a row were not accepted.</summary>
    public required int Misses { get; init; }

    /// <summary>In how many different sections those versions changed something.</summary>
    public required int Sections { get; init; }

    /// <summary>
    /// How many items the best version fails in every repeat, those with a doubtful label left out; at most that many
    /// where not all is known, and null where nothing is.
    /// </summary>
    public required int? StableFailures { get; init; }

    /// <summary>True where the money set aside is known to be spent.</summary>
    public required bool IsCapHit { get; init; }
}
