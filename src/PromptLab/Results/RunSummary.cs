using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>What a run's results come to. A pure function of them: their order of arrival makes no difference.</summary>
public sealed record RunSummary
{
    /// <summary>The share of failed calls from which on a run's rates are not used: more than 2%.</summary>
    /// <remarks>A dropped item is not missing at random; see methods for the limit.</remarks>
    public const double HighestErrorRate = 0.02;

    /// <summary>How many items were asked.</summary>
    public required int Items { get; init; }

    /// <summary>How many results there are: items times repeats in a finished run.</summary>
    public required int Results { get; init; }

    /// <summary>How many results have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many responses could not be decided.</summary>
    public required int Undecided { get; init; }

    /// <summary>How many responses were cut off at the limit of output tokens, graded or not; left out of JSON where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CutOff { get; init; }

    /// <summary>How many calls failed, by reason, in order of the reason.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Failures { get; init; }

    /// <summary>How many calls failed.</summary>
    public int Errors => Failures.Sum(pair => pair.Value);

    /// <summary>How many results passed.</summary>
    public required int Passed { get; init; }

    /// <summary>
    /// The mean over the scored items of the share of their scored repeats that passed, 0 to 1; null where nothing was
    /// scored.
    /// </summary>
    public required double? PassRate { get; init; }

    /// <summary>
    /// The 95% interval of the pass rate: Wilson's, with repeats or clusters for the effective number of items; null where
    /// nothing was scored.
    /// </summary>
    public required Interval? PassInterval { get; init; }

    /// <summary>The mean of the items' mean scores, each item by its weight, 0 to 1; null where nothing was scored.</summary>
    public required double? ScoreMean { get; init; }

    /// <summary>
    /// The 95% interval of the mean score: as for a pass rate where every score is 0 or 1 and items weigh alike, else t
    /// over items or clusters; null below two of them, and where all are alike.
    /// </summary>
    public required Interval? ScoreInterval { get; init; }

    /// <summary>
    /// How many graded responses a grader says of whether they have the form that was asked for; 0 where none looks at
    /// it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FormatJudged { get; init; }

    /// <summary>How many of these have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FormatFollowed { get; init; }

    /// <summary>
    /// Format compliance: the mean over items of the share of their judged repeats that have the form that was asked for, 0 to 1,
    /// whatever they say; null where no grader looks at the form.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FormatRate { get; init; }

    /// <summary>The 95% interval of the format rate, as that of the pass rate; null where no grader looks at the form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? FormatInterval { get; init; }

    /// <summary>How steady the items are over their repeats; null for a run that asked each once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required RepeatSummary? Repeats { get; init; }

    /// <summary>Each grader on its own, in order of id.</summary>
    public required IReadOnlyList<GraderSummary> Graders { get; init; }

    /// <summary>Each tag on its own, in order of name.</summary>
    public required IReadOnlyList<TagSummary> Tags { get; init; }

    /// <summary>Tokens and money.</summary>
    public required UsageSummary Usage { get; init; }

    /// <summary>Half of the answered calls were at most this slow; null where no latency is known.</summary>
    [JsonPropertyName("latency_p50_ms")]
    public required TimeSpan? LatencyP50 { get; init; }

    /// <summary>95% of the answered calls were at most this slow; null where no latency is known.</summary>
    [JsonPropertyName("latency_p95_ms")]
    public required TimeSpan? LatencyP95 { get; init; }

    /// <summary>True where too many calls failed for the rates to be used, or nothing was answered at all.</summary>
    public bool HasTooManyErrors => Results == Errors || Errors > HighestErrorRate * Results;

    /// <summary>Adds up results; none of them may be there twice.</summary>
    internal static RunSummary Of(IEnumerable<ItemResult> results)
    {
        var adding = new Accumulator();
        foreach (var result in RunJournal.Sort(results))
            adding.Add(result);
        return adding.Summary();
    }

    internal static bool Passes(ItemResult result) => result.Status == ItemStatus.Pass;

    /// <summary>Adds up results one after the other, in the order of item and repeat, without keeping them.</summary>
    internal sealed class Accumulator
    {
        private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, GraderSummary.Accumulator> _graders = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, TagSummary.Accumulator> _tags = new(StringComparer.Ordinal);
        private readonly UsageSummary.Accumulator _usage = new();
        private readonly List<double> _latencies = [];
        private readonly RateAccumulator _rate = new();
        private readonly WeightedMean _mean = new();
        private readonly RateAccumulator _meanOfRightOrWrong = new();
        private readonly FormatRate _format = new();
        private readonly List<ItemAverage> _repeated = [];
        private readonly SampleRates.Accumulator _samples = new();
        private readonly RepeatAverage _passes;
        private readonly RepeatAverage _scores;
        private string? _item;
        private int _items;
        private int _results;
        private int _scored;
        private int _undecided;
        private int _passed;
        private int _cutOff;
        private double? _weight;
        private bool _isRightOrWrong = true;

        public Accumulator()
        {
            _passes = new RepeatAverage(TakeRate);
            _scores = new RepeatAverage(TakeScore);
        }

        public void Add(ItemResult result)
        {
            _items += result.ItemId == _item ? 0 : 1;
            _item = result.ItemId;
            _results++;
            _undecided += result.Status == ItemStatus.Undecided ? 1 : 0;
            _cutOff += result.IsCutOff ? 1 : 0;
            if (result.Score is { } score)
            {
                _scored++;
                _passed += Passes(result) ? 1 : 0;
                _passes.Add(result, Passes(result) ? 1 : 0);
                _isRightOrWrong &= score is 0 or 1;
                _scores.Add(result, score);
            }

            if (result.Failure is { } failure)
                _failures[failure.Type] = _failures.GetValueOrDefault(failure.Type) + 1;
            if (result.Latency is { } latency)
                _latencies.Add(latency.TotalMilliseconds);
            _format.Add(result);
            foreach (var verdict in result.Grade?.Verdicts ?? [])
                Of(_graders, verdict.Id).Add(result, verdict);
            foreach (var tag in result.Tags)
                Of(_tags, tag).Add(result);
            _samples.Add(result);
            _usage.Add(result);
        }

        public RunSummary Summary()
        {
            _passes.End();
            _scores.End();
            _format.End();
            return new RunSummary
            {
                Items = _items,
                Results = _results,
                Scored = _scored,
                Undecided = _undecided,
                CutOff = _cutOff,
                Failures = [.. _failures],
                Passed = _passed,
                PassRate = _rate.Rate,
                PassInterval = _rate.Interval,
                ScoreMean = _mean.Mean,
                ScoreInterval = _isRightOrWrong ? _meanOfRightOrWrong.Interval : _mean.Interval(),
                FormatJudged = _format.Judged,
                FormatFollowed = _format.Followed,
                FormatRate = _format.Rate,
                FormatInterval = _format.Interval,
                Repeats = RepeatSummary.Of(_repeated) is { } repeats ? repeats with { Samples = _samples.Summary() } : null,
                Graders = [.. _graders.Select(grader => grader.Value.Summary(grader.Key))],
                Tags = [.. _tags.Select(tag => tag.Value.Summary(tag.Key))],
                Usage = _usage.Summary(),
                LatencyP50 = LatencyAt(0.5),
                LatencyP95 = LatencyAt(0.95),
            };
        }

        private void TakeRate(ItemAverage item)
        {
            _rate.Add(item.Value, item.Repeats, item.Cluster);
            if (item.Repeats > 1)
                _repeated.Add(item);
        }

        private void TakeScore(ItemAverage item)
        {
            _mean.Add(item.Value, item.Weight, item.Cluster);
            _meanOfRightOrWrong.Add(item.Value, item.Repeats, item.Cluster);
            _isRightOrWrong &= item.Weight == (_weight ??= item.Weight);
        }

        private TimeSpan? LatencyAt(double share) => Quantile.Type7(_latencies, share) is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

        private static T Of<T>(SortedDictionary<string, T> known, string name)
            where T : new()
        {
            if (!known.TryGetValue(name, out var adding))
                known.Add(name, adding = new T());
            return adding;
        }
    }
}
