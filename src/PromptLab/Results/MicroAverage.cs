using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>
/// Precision, recall and F1 over the elements of all responses together (the micro average): a long list counts more than a short one.
/// </summary>
/// <remarks>Each is a ratio of sums over items, with the interval of a ratio estimator (<see cref="WeightedMean"/>).</remarks>
public sealed record MicroAverage
{
    /// <summary>How many elements were right, found and wanted, over all results.</summary>
    public required MatchCounts Matches { get; init; }

    /// <summary>Right of found, from 0 to 1; null if nothing was found.</summary>
    public required double? Precision { get; init; }

    /// <summary>The 95% interval of the precision; null below two items or clusters, and if all are alike.</summary>
    public required Interval? PrecisionInterval { get; init; }

    /// <summary>Right of wanted, from 0 to 1; null if nothing was wanted.</summary>
    public required double? Recall { get; init; }

    /// <summary>The 95% interval of the recall; null below two items or clusters, and if all are alike.</summary>
    public required Interval? RecallInterval { get; init; }

    /// <summary>2 · right / (found + wanted), from 0 to 1; null if nothing was found and nothing wanted.</summary>
    public required double? F1 { get; init; }

    /// <summary>The 95% interval of F1; null below two items or clusters, and if all are alike.</summary>
    public required Interval? F1Interval { get; init; }

    /// <summary>Adds up counts, in the order of item and repeat.</summary>
    internal sealed class Accumulator
    {
        private readonly WeightedMean _precision = new();
        private readonly WeightedMean _recall = new();
        private readonly WeightedMean _f1 = new();
        private MatchCounts _all = new(0, 0, 0);
        private MatchCounts _item = new(0, 0, 0);
        private (string Id, string? Cluster)? _of;

        public void Add(ItemResult result, MatchCounts matches)
        {
            if (_of?.Id != result.ItemId)
                EndItem();
            _of = (result.ItemId, result.Cluster);
            _item = Sum(_item, matches);
            _all = Sum(_all, matches);
        }

        /// <summary>The averages; null if nothing was added.</summary>
        public MicroAverage? Summary()
        {
            if (_of is null)
                return null;
            EndItem();
            return new MicroAverage
            {
                Matches = _all,
                Precision = _precision.Mean,
                PrecisionInterval = _precision.Interval(),
                Recall = _recall.Mean,
                RecallInterval = _recall.Interval(),
                F1 = _f1.Mean,
                F1Interval = _f1.Interval(),
            };
        }

        // The repeats of an item are one unit.
        private void EndItem()
        {
            Add(_precision, _item.Right, _item.Found);
            Add(_recall, _item.Right, _item.Wanted);
            Add(_f1, 2 * _item.Right, _item.Found + _item.Wanted);
            _item = new MatchCounts(0, 0, 0);
        }

        private void Add(WeightedMean mean, int part, int whole)
        {
            if (whole > 0)
                mean.Add((double)part / whole, whole, _of?.Cluster);
        }

        private static MatchCounts Sum(MatchCounts one, MatchCounts other) =>
            new(one.Right + other.Right, one.Found + other.Found, one.Wanted + other.Wanted);
    }
}
