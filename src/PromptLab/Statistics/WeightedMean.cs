using System.Runtime.InteropServices;

namespace PromptLab.Statistics;

/// <summary>A weighted mean over items with its interval, added up one item after the other. Not thread-safe.</summary>
/// <remarks>
/// The mean is a ratio, Σwx / Σw, and so is its variance: G/(G − 1) · Σ over units of (Σ within of w(x − mean))² / (Σw)²
/// (Cochran, “Sampling Techniques”, 3rd edition, 1977, 6.3, with clusters as units); the interval is t on G − 1 degrees of
/// freedom. With equal weights it is the interval of the plain mean. Too narrow for skewed values below some dozens of units.
/// </remarks>
internal sealed class WeightedMean
{
    private readonly Dictionary<string, (double Value, double Weight)> _clusters = new(StringComparer.Ordinal);
    private double _values;
    private double _weights;
    private int _alone;
    private double _aloneValuesSquared;
    private double _aloneProducts;
    private double _aloneWeightsSquared;

    /// <summary>The mean; null without items.</summary>
    public double? Mean => _weights > 0 ? _values / _weights : null;

    /// <summary>Adds an item.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="weight">More than 0.</param>
    /// <param name="cluster">Its cluster; null where it stands alone.</param>
    public void Add(double value, double weight = 1, string? cluster = null)
    {
        Refuse.NotFinite(value);
        var weighed = value * weight;
        _values += weighed;
        _weights += weight;
        if (cluster is null)
        {
            _alone++;
            _aloneValuesSquared += weighed * weighed;
            _aloneProducts += weighed * weight;
            _aloneWeightsSquared += weight * weight;
            return;
        }

        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_clusters, cluster, out _);
        sums = (sums.Value + weighed, sums.Weight + weight);
    }

    /// <summary>
    /// The interval of the mean of values from 0 to 1, cut to that; null below two units, and where all units are
    /// alike: a point would promise too much.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval? Interval(double confidence = 0.95)
    {
        var units = _alone + _clusters.Count;
        if (Mean is not { } mean || units < 2)
            return null;
        var squares = _aloneValuesSquared - (2 * mean * _aloneProducts) + (mean * mean * _aloneWeightsSquared);
        squares += _clusters.Values.Sum(sums => Math.Pow(sums.Value - (mean * sums.Weight), 2));
        if (squares <= 1e-12 * _weights * _weights / units)
            return null;
        var half = StudentDistribution.TwoSided(confidence, units - 1) * Math.Sqrt(units / (units - 1.0) * squares) / _weights;
        return new Interval(Math.Max(0, mean - half), Math.Min(1, mean + half));
    }
}
