namespace PromptLab.Progress;

/// <summary>The parameters of the plateau rule.</summary>
internal sealed record PlateauSettings
{
    private const int ManyItems = 150;

    /// <summary>The largest one-sided p-value at which a search accepts a version, above 0 and below 0.5; default 0.20.</summary>
    public double SearchLevel { get; init; } = 0.20;

    /// <summary>
    /// δ*, the smallest gain in pass rate that is worth a version, above 0 and below 1; null for 0.10 with fewer than 150 items, and
    /// 0.05 otherwise.
    /// </summary>
    public double? SmallestGain { get; init; }

    /// <summary>The share of ideas that is assumed to be good, between 0 and 1; default 0.25.</summary>
    public double GoodShare { get; init; } = 0.25;

    /// <summary>The largest probability of the misses, given that share, that counts as a plateau, between 0 and 1; default 0.25.</summary>
    public double Tolerance { get; init; } = 0.25;

    /// <summary>The power, from 0 to 1, below which misses reflect the eval set rather than the ideas; default 0.5.</summary>
    public double MinPower { get; init; } = 0.5;

    /// <summary>The minimum number of sections that the misses must have changed; default 2.</summary>
    public int MinSections { get; init; } = 2;

    /// <summary>δ* for an eval set with that many items.</summary>
    public double SmallestGainFor(int items) => SmallestGain ?? (items < ManyItems ? 0.10 : 0.05);
}
