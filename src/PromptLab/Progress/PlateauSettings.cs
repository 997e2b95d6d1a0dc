namespace PromptLab.Progress;

/// <summary>What the plateau rule goes by.</summary>
public sealed record PlateauSettings
{
    private const int ManyItems = 150;

    /// <summary>The highest one-sided p with which a search accepts a version, above 0 and below 0.5.</summary>
    public double SearchLevel { get; init; } = 0.20;

    /// <summary>
    /// δ*, the smallest gain of the pass rate that is worth a version, above 0 and below 1; null for 0.10 below 150
    /// items and 0.05 from there on.
    /// </summary>
    public double? SmallestGain { get; init; }

    /// <summary>The share of ideas that are supposed to be good where nothing is known, between 0 and 1.</summary>
    public double GoodShare { get; init; } = 0.25;

    /// <summary>How probable a row of misses may be, were that share right, for it to count as a plateau; between 0 and 1.</summary>
    public double Tolerance { get; init; } = 0.25;

    /// <summary>The power below which misses speak of the set and not of the ideas.</summary>
    public double LeastPower { get; init; } = 0.5;

    /// <summary>In how many sections the misses must have been, at least.</summary>
    public int LeastSections { get; init; } = 2;

    /// <summary>δ* for a set of so many items.</summary>
    public double SmallestGainFor(int items) => SmallestGain ?? (items < ManyItems ? 0.10 : 0.05);
}
