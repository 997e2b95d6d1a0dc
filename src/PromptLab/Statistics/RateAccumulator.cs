namespace PromptLab.Statistics;

/// <summary>A pass rate over items with its interval, added up one item after the other. Not thread-safe.</summary>
/// <remarks>
/// The item is the unit, never the call. Items that were asked once and stand alone have a Wilson interval. With repeats or
/// clusters it is the t interval of the items' shares, cut to 0 to 1. Where all items pass, or all fail, that interval would be
/// a point and promise too much: then it is Wilson's over as many independent units as there are.
/// </remarks>
internal sealed class RateAccumulator
{
    private readonly MeanAccumulator _mean = new();
    private bool _askedOnce = true;
    private int _passed;
    private double _sum;

    /// <summary>The mean of the items' shares, from 0 to 1; null without items.</summary>
    public double? Rate => _mean.Count == 0 ? null : _sum / _mean.Count;

    /// <summary>
    /// The 95% interval of the rate; null without items, and where all units are alike and neither all right nor all
    /// wrong.
    /// </summary>
    public Interval? Interval =>
        _mean.Estimate() switch
        {
            null => null,
            var mean when _askedOnce && mean.Units == mean.Count => WilsonInterval.Of(_passed, mean.Count),
            { HasVariation: true, Interval: { } interval } => new Interval(Math.Max(0, interval.Low), Math.Min(1, interval.High)),
            { Mean: 0 or 1 } mean => WilsonInterval.Of(mean.Mean == 1 ? mean.Units : 0, mean.Units),
            _ => null,
        };

    /// <summary>Adds an item.</summary>
    /// <param name="share">The share of its repeats that pass, from 0 to 1.</param>
    /// <param name="repeats">How often it was asked.</param>
    /// <param name="cluster">Its cluster; null where it stands alone.</param>
    public void Add(double share, int repeats, string? cluster)
    {
        _mean.Add(share, cluster);
        _askedOnce &= repeats == 1;
        _sum += share;
        _passed += share >= 1 ? 1 : 0;
    }
}
