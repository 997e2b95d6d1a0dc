using System.Runtime.InteropServices;

namespace PromptLab.Statistics;

/// <summary>Computes a mean and its standard error in one pass, keeping only one sum per cluster. Not thread-safe.</summary>
/// <remarks>Welford, “Note on a Method for Calculating Corrected Sums of Squares and Products”, Technometrics 4(3), 1962.</remarks>
internal sealed class MeanAccumulator
{
    private readonly Dictionary<string, Moments> _clusters = new(StringComparer.Ordinal);
    private Moments _all;
    private Moments _unclustered;
    private double _largest;

    /// <summary>The number of values added so far.</summary>
    public int Count => _all.Count;

    /// <summary>Adds the value of an item.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="cluster">What the item shares with others, such as its document; null for an independent item.</param>
    public void Add(double value, string? cluster = null)
    {
        Require.Finite(value);
        _all.Add(value);
        _largest = Math.Max(_largest, Math.Abs(value));
        if (cluster is null)
            _unclustered.Add(value);
        else
            CollectionsMarshal.GetValueRefOrAddDefault(_clusters, cluster, out _).Add(value);
    }

    /// <summary>The mean of all values added so far; null before the first.</summary>
    /// <param name="confidence">The confidence of the interval, between 0 and 1.</param>
    public MeanEstimate? Estimate(double confidence = 0.95)
    {
        Require.Confidence(confidence);
        if (Count == 0)
            return null;
        var units = _unclustered.Count + _clusters.Count;
        var between = SquaresBetweenUnits();
        var uncorrected = units < 2 ? default(double?) : Math.Sqrt(between) / Count;
        var error = uncorrected * Math.Sqrt(units / (units - 1.0));
        var varies = between > 0 && units > 1;
        return new MeanEstimate
        {
            Mean = _all.Mean,
            Count = Count,
            Units = units,
            StandardError = error,
            StandardErrorNaive = Count < 2 ? null : Math.Sqrt(_all.SquaresAround(_all.Mean) / (Count - 1.0) / Count),
            StandardErrorUncorrected = uncorrected,
            Interval = error is { } value ? Around(varies ? StudentDistribution.TwoSided(confidence, units - 1) * value : 0) : null,
            HasVariation = varies,
            ProbabilityAboveZero =
                varies ? StudentDistribution.Cdf(_all.Mean / error!.Value, units - 1)
                : units > 1 && _largest == 0 ? 0.5
                : null,
        };
    }

    private Interval Around(double half) => new(_all.Mean - half, _all.Mean + half);

    // Σ over units of (Σ within the unit of value − mean)². A sum that is only rounding error counts as 0.
    private double SquaresBetweenUnits()
    {
        var sum = _unclustered.SquaresAround(_all.Mean);
        foreach (var cluster in _clusters.Values)
            sum += Math.Pow(cluster.Count * (cluster.Mean - _all.Mean), 2);
        return sum > Count * Math.Pow(1e-12 * _largest, 2) ? sum : 0;
    }

    private struct Moments
    {
        private double _squares;

        public int Count { get; private set; }

        public double Mean { get; private set; }

        public void Add(double value)
        {
            var distance = value - Mean;
            Count++;
            Mean += distance / Count;
            _squares += distance * (value - Mean);
        }

        public readonly double SquaresAround(double centre) => _squares + (Count * (Mean - centre) * (Mean - centre));
    }
}
