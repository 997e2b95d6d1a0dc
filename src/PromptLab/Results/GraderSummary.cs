using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>What one grader said over a run.</summary>
public sealed record GraderSummary
{
    /// <summary>The grader's id.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of grader; <c>group</c> for a group of graders.</summary>
    public required string Type { get; init; }

    /// <summary>True for a group of graders, which has a score of its own.</summary>
    [JsonIgnore]
    public bool IsGroup => Type == GroupScore.Type;

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

    /// <summary>The means of its further figures, in order of name; null where it gives none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MetricSummary>? Metrics { get; init; }

    /// <summary>Precision, recall and F1 over all elements; null where it compares no lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MicroAverage? Micro { get; init; }

    /// <summary>Adds up the verdicts of one grader, in the order of item and repeat.</summary>
    internal sealed class Accumulator
    {
        private static readonly Dictionary<string, double> NoFigures = [];

        private readonly MetricSummary.Accumulator _scores = new();
        private readonly SortedDictionary<string, MetricSummary.Accumulator> _metrics = new(StringComparer.Ordinal);
        private readonly MicroAverage.Accumulator _micro = new();
        private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Wanted, string? Predicted), int> _read = [];
        private GraderVerdict? _first;
        private int _applied;
        private int _decided;
        private int _passed;

        public void Add(ItemResult result, GraderVerdict verdict)
        {
            _first ??= verdict;
            _applied++;
            if (verdict.Score.Value is { } value)
            {
                _decided++;
                _scores.Add(result, value);
            }

            if (verdict.Pass == true)
                _passed++;
            else
                _reasons[verdict.Score.Code] = _reasons.GetValueOrDefault(verdict.Score.Code) + 1;
            if (verdict.Score.Expected is { } wanted)
                _read[(wanted, verdict.Score.Predicted)] = _read.GetValueOrDefault((wanted, verdict.Score.Predicted)) + 1;
            AddFigures(result, verdict.Score);
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
                Mean = _scores.Mean,
                MeanInterval = _scores.Interval,
                Weight = _first.Weight,
                Reasons = [.. _reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)],
                Confusion =
                    _read.Count == 0
                        ? null
                        : ConfusionMatrix.Of(
                            _read.SelectMany(pair => Enumerable.Repeat((pair.Key.Wanted, pair.Key.Predicted), pair.Value))
                        ),
                Metrics = _metrics.Count == 0 ? null : [.. _metrics.Select(metric => SummaryOf(metric.Key, metric.Value))],
                Micro = _micro.Summary(),
            };
        }

        private void AddFigures(ItemResult result, Score score)
        {
            foreach (var (name, value) in score.Metrics ?? NoFigures)
            {
                if (!_metrics.TryGetValue(name, out var metric))
                    _metrics.Add(name, metric = new MetricSummary.Accumulator());
                metric.Add(result, value);
            }

            if (score.Matches is { } matches)
                _micro.Add(result, matches);
        }

        private static MetricSummary SummaryOf(string name, MetricSummary.Accumulator metric)
        {
            metric.End();
            return new MetricSummary(name, metric.Mean ?? 0, metric.Interval);
        }
    }
}
