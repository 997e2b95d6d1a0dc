namespace PromptLab.Comparing;

/// <summary>What a race was stopped by. It is no claim about the candidate: nobody knows how the rest would have come out.</summary>
internal sealed record RaceStop
{
    /// <summary>How many items the race had seen, in the order of asking.</summary>
    public required int After { get; init; }

    /// <summary>How many items there are.</summary>
    public required int Items { get; init; }

    /// <summary>On how many of the seen items the candidate did worse than the baseline.</summary>
    public required int Lost { get; init; }

    /// <summary>On how many of them it did better.</summary>
    public required int Won { get; init; }

    /// <summary>The probability of ending ahead, from 0 to below <see cref="Race.LowestChance"/>.</summary>
    public required double Chance { get; init; }
}
