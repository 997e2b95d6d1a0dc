using System.Runtime.InteropServices;

namespace PromptLab.Statistics;

/// <summary>Computes a weighted mean and its interval, one item at a time. Not thread-safe.</summary>
/// <remarks>
/// The mean is a ratio, Σwx / Σw, and its variance is that of a ratio estimator: G/(G − 1) · Σ over units of (Σ within of w(x
/// − mean))² / (Σw)² (Cochran, “Sampling Techniques”, 3rd edition, 1977, 6.3, with clusters as units). The interval is t with
/// G − 1 degrees of freedom; with equal weights it is the interval of the plain mean. Too narrow for skewed values below a few
/// dozen units.
/// </remarks>
internal sealed class WeightedMean
{
    private readonly Dictionary<string, (double Value, double Weight)> _clusters = new(StringComparer.Ordinal);
    private double _values;
    private double _weights;
    private int _unclustered;
    private double _unclusteredValuesSquared;
    private double _unclusteredProducts;
    private double _unclusteredWeightsSquared;

    /// <summary>Σwx / Σw; null without items.</summary>
    public double? Mean => _weights > 0 ? _values / _weights : null;

    /// <summary>Adds an item.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="weight">Above 0.</param>
    /// <param name="cluster">Its cluster; null for an independent item.</param>
    public void Add(double value, double weight = 1, string? cluster = null)
    {
        Require.Finite(value);
        var weighted = value * weight;
        _values += weighted;
        _weights += weight;
        if (cluster is null)
        {
            _unclustered++;
            _unclusteredValuesSquared += weighted * weighted;
            _unclusteredProducts += weighted * weight;
            _unclusteredWeightsSquared += weight * weight;
            return;
        }

        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_clusters, cluster, out _);
        sums = (sums.Value + weighted, sums.Weight + weight);
    }

    /// <summary>
    /// The interval of a mean of values from 0 to 1, clipped to that range; null for fewer than two units, and if all units are
    /// alike, because a single point would claim too much.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval? Interval(double confidence = 0.95)
    {
        var units = _unclustered + _clusters.Count;
        if (Mean is not { } mean || units < 2)
            return null;
        var squares = _unclusteredValuesSquared - (2 * mean * _unclusteredProducts) + (mean * mean * _unclusteredWeightsSquared);
        squares += _clusters.Values.Sum(sums => Math.Pow(sums.Value - (mean * sums.Weight), 2));
        if (squares <= 1e-12 * _weights * _weights / units)
            return null;
        var half = StudentDistribution.TwoSided(confidence, units - 1) * Math.Sqrt(units / (units - 1.0) * squares) / _weights;
        return new Interval(Math.Max(0, mean - half), Math.Min(1, mean + half));
    }
}
