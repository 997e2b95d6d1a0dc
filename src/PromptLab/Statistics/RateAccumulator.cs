namespace PromptLab.Statistics;

/// <summary>Computes a pass rate and its interval, one item at a time. Not thread-safe.</summary>
/// <remarks>
/// The unit is the item, not the call. Independent items with a single repeat get a Wilson interval. With repeats or clusters
/// it is the t interval of the items' pass shares, clipped to 0–1. If all items pass, or all fail, the t interval would be a
/// single point and claim too much: then it is Wilson's interval over the number of independent units.
/// </remarks>
internal sealed class RateAccumulator
{
    private readonly MeanAccumulator _mean = new();
    private bool _hasSingleRepeats = true;
    private int _passed;
    private double _sum;

    /// <summary>The mean pass share over items, from 0 to 1; null without items.</summary>
    public double? Rate => _mean.Count == 0 ? null : _sum / _mean.Count;

    /// <summary>The 95% interval of the rate; null without items, or if all units have the same share and it is neither 0 nor 1.</summary>
    public Interval? Interval =>
        _mean.Estimate() switch
        {
            null => null,
            var mean when _hasSingleRepeats && mean.Units == mean.Count => WilsonInterval.Of(_passed, mean.Count),
            { HasVariation: true, Interval: { } interval } => new Interval(Math.Max(0, interval.Low), Math.Min(1, interval.High)),
            { Mean: 0 or 1 } mean => WilsonInterval.Of(mean.Mean == 1 ? mean.Units : 0, mean.Units),
            _ => null,
        };

    /// <summary>Adds an item.</summary>
    /// <param name="share">The share of its repeats that pass, from 0 to 1.</param>
    /// <param name="repeats">The number of its scored repeats.</param>
    /// <param name="cluster">Its cluster; null for an independent item.</param>
    public void Add(double share, int repeats, string? cluster)
    {
        _mean.Add(share, cluster);
        _hasSingleRepeats &= repeats == 1;
        _sum += share;
        _passed += share >= 1 ? 1 : 0;
    }
}
