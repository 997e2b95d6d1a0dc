using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>The mean over items of a further figure that a grader gives, such as precision (the macro average).</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Mean">The mean over the items of their mean over repeats, from 0 to 1.</param>
/// <param name="Interval">
/// The 95% interval of the mean: as for a pass rate if every value is 0 or 1, else t over items or clusters; null below two of them, and
/// if all are alike.
/// </param>
public sealed record MetricSummary(string Name, double Mean, Interval? Interval)
{
    /// <summary>Adds up one figure, in the order of item and repeat.</summary>
    internal sealed class Accumulator
    {
        private readonly WeightedMean _mean = new();
        private readonly RateAccumulator _rate = new();
        private readonly RepeatAverage _values;
        private bool _isRightOrWrong = true;

        public Accumulator() => _values = new RepeatAverage(Take);

        public double? Mean => _mean.Mean;

        public Interval? Interval => _isRightOrWrong ? _rate.Interval : _mean.Interval();

        public void Add(ItemResult result, double value)
        {
            _isRightOrWrong &= value is 0 or 1;
            _values.Add(result, value);
        }

        /// <summary>Takes in the last item.</summary>
        public void End() => _values.End();

        private void Take(ItemAverage item)
        {
            _mean.Add(item.Value, 1, item.Cluster);
            _rate.Add(item.Value, item.Repeats, item.Cluster);
        }
    }
}
