using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>What one grader said over a run.</summary>
public sealed record GraderSummary
{
    /// <summary>The grader's id.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of grader.</summary>
    public required string Type { get; init; }

    /// <summary>How many responses it applied to.</summary>
    public required int Applied { get; init; }

    /// <summary>How many of them it decided.</summary>
    public required int Decided { get; init; }

    /// <summary>How many of them it passed.</summary>
    public required int Passed { get; init; }

    /// <summary>The mean over the items of their mean score, 0 to 1; null where it decided nothing.</summary>
    public required double? Mean { get; init; }

    /// <summary>
    /// The 95% interval of the mean: Wilson where each item was judged right or wrong, once; else t. Null where it
    /// decided nothing, and where graded items are all alike.
    /// </summary>
    public required Interval? MeanInterval { get; init; }

    /// <summary>How much it counts in an item's score; 0 is reported and not scored.</summary>
    public required double Weight { get; init; }

    /// <summary>The reasons of what did not pass, most frequent first.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Reasons { get; init; }

    /// <summary>Which labels or choices were read for which; null where the grader reads none.</summary>
    public required ConfusionMatrix? Confusion { get; init; }

    /// <summary>Adds up the verdicts of one grader, in the order of item and repeat.</summary>
    internal sealed class Accumulator
    {
        private readonly WeightedMean _mean = new();
        private readonly RateAccumulator _rate = new();
        private readonly RepeatAverage _scores;
        private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Wanted, string? Predicted), int> _read = [];
        private GraderVerdict? _first;
        private int _applied;
        private int _decided;
        private int _passed;
        private bool _isRightOrWrong = true;

        public Accumulator() => _scores = new RepeatAverage(Take);

        public void Add(ItemResult result, GraderVerdict verdict)
        {
            _first ??= verdict;
            _applied++;
            if (verdict.Score.Value is { } value)
            {
                _decided++;
                _isRightOrWrong &= value is 0 or 1;
                _scores.Add(result, value);
            }

            if (verdict.Pass == true)
                _passed++;
            else
                _reasons[verdict.Score.Code] = _reasons.GetValueOrDefault(verdict.Score.Code) + 1;
            if (verdict.Score.Expected is { } wanted)
                _read[(wanted, verdict.Score.Predicted)] = _read.GetValueOrDefault((wanted, verdict.Score.Predicted)) + 1;
        }

        public GraderSummary Summary(string id)
        {
            _scores.End();
            return new GraderSummary
            {
                Id = id,
                Type = _first!.Type,
                Applied = _applied,
                Decided = _decided,
                Passed = _passed,
                Mean = _mean.Mean,
                MeanInterval = _isRightOrWrong ? _rate.Interval : _mean.Interval(),
                Weight = _first.Weight,
                Reasons = [.. _reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)],
                Confusion =
                    _read.Count == 0
                        ? null
                        : ConfusionMatrix.Of(
                            _read.SelectMany(pair => Enumerable.Repeat((pair.Key.Wanted, pair.Key.Predicted), pair.Value))
                        ),
            };
        }

        private void Take(ItemAverage item)
        {
            _mean.Add(item.Value, 1, item.Cluster);
            _rate.Add(item.Value, item.Repeats, item.Cluster);
        }
    }
}
