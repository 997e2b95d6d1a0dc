namespace PromptLab.Progress;

/// <summary>The state of a search, with the numbers it follows from.</summary>
public sealed record PlateauVerdict
{
    /// <summary>The state.</summary>
    public required SearchState State { get; init; }

    /// <summary>What was known.</summary>
    public required PlateauFacts Facts { get; init; }

    /// <summary>δ*, the smallest gain that is looked for, as a share.</summary>
    public required double SmallestGain { get; init; }

    /// <summary>ψ, the share of items that a version with that gain changes: the gain, and twice what an edit breaks.</summary>
    public required double Discordance { get; init; }

    /// <summary>w, how probably a version with that gain is accepted, from 0 to 1.</summary>
    public required double Power { get; init; }

    /// <summary>How many misses in a row end the patience; null where no result could be accepted.</summary>
    public required int? Patience { get; init; }

    /// <summary>How probable the misses would be, were one idea in four good: (1 − 0.25 w)ᵏ.</summary>
    public required double ChanceWithGoodIdeas { get; init; }

    /// <summary>The 90% upper bound on the share of ideas that are accepted, 1 − 0.1^(1/(k+1)).</summary>
    public required double MostGoodShare { get; init; }
}
