using System.Text.Json.Serialization;

namespace PromptLab.Progress;

/// <summary>The state of a search and the numbers behind it.</summary>
internal sealed record PlateauVerdict
{
    /// <summary>The state of the search.</summary>
    public required SearchState State { get; init; }

    /// <summary>The input of the rule.</summary>
    public required PlateauFacts Facts { get; init; }

    /// <summary>δ*, the smallest gain in pass rate of interest, as a share.</summary>
    public required double SmallestGain { get; init; }

    /// <summary>ψ, the share of items that a version with that gain changes: the gain plus twice the share that an edit breaks.</summary>
    public required double Discordance { get; init; }

    /// <summary>w, the probability from 0 to 1 that a version with that gain is accepted.</summary>
    public required double Power { get; init; }

    /// <summary>The number of consecutive misses that ends patience; null where no result could be accepted.</summary>
    public required int? Patience { get; init; }

    /// <summary>The probability of the misses if one idea in four were good: (1 − 0.25 w)ᵏ.</summary>
    public required double ChanceWithGoodIdeas { get; init; }

    /// <summary>The 90% upper bound on the share of accepted ideas, 1 − 0.1^(1/(k+1)).</summary>
    [JsonPropertyName("most_good_share")]
    public required double MaxGoodShare { get; init; }
}
