using System.Globalization;
using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Gating;

/// <summary>The value of a metric in one run, for a floor or a ceiling.</summary>
/// <param name="Value">The value in the metric's unit; null where it is unknown.</param>
/// <param name="Low">The lower end of the 95% interval; null for a counted metric, and where there are too few values.</param>
/// <param name="High">The upper end of the 95% interval; null as for the lower end.</param>
/// <param name="Counts">The counts behind the value, such as <c>45/60</c>; empty where there are none.</param>
/// <param name="UnknownReason">Why the value is unknown, as a sentence; empty where it is known.</param>
public sealed record Measurement(
    double? Value,
    double? Low = null,
    double? High = null,
    string Counts = "",
    [property: JsonPropertyName("lack")] string UnknownReason = ""
)
{
    internal const string TooManyUnscored = "More than 2% of the calls failed or came to no decision, so no rate of this run is used.";

    /// <summary>True for a pass rate or a mean score that is a tuning score, and so optimistic and not evidence.</summary>
    [JsonIgnore]
    public bool IsTuningScore { get; init; }

    /// <summary>The value as a rate; meaningful only for a pass rate or a mean score.</summary>
    [JsonIgnore]
    public Rate Rate =>
        new()
        {
            Value = Value,
            Interval = Low is { } low && High is { } high ? new Interval(low, high) : null,
            IsTuningScore = IsTuningScore,
        };

    /// <summary>Measures the metric of a gate in a run.</summary>
    internal static Measurement Of(GateRule rule, GateSubject subject) =>
        rule.Metric.Kind switch
        {
            GateMetricKind.PassRate or GateMetricKind.Score when subject.HasTooManyUnscored => new(null, UnknownReason: TooManyUnscored),
            GateMetricKind.PassRate or GateMetricKind.Score when WhyUndecided(rule, subject) is { } reason => new(
                null,
                UnknownReason: reason
            ),
            GateMetricKind.PassRate => PassRate(rule, subject) with { IsTuningScore = TuningScore.Is(subject.Run) },
            GateMetricKind.Score => Mean(rule, subject) with { IsTuningScore = TuningScore.Is(subject.Run) },
            GateMetricKind.ShareOfCalls => ShareOfCalls(rule, subject),
            GateMetricKind.Latency => Latency(rule, subject),
            GateMetricKind.Tokens => Tokens(rule, subject),
            _ => Cost(rule, subject),
        };

    private static IEnumerable<ItemResult> SelectResults(GateRule rule, GateSubject subject) =>
        rule.Tag is null ? subject.Results : subject.Results.Where(result => result.Tags.Contains(rule.Tag, StringComparer.Ordinal));

    // A grader without weight can be undecided on an item that is decided.
    private static string? WhyUndecided(GateRule rule, GateSubject subject)
    {
        if (rule.Metric.Grader is not { } grader)
            return null;
        var verdicts = SelectResults(rule, subject).Select(result => VerdictOf(grader, result)).OfType<GraderVerdict>().ToList();
        var undecided = verdicts.Count(verdict => verdict.Pass is null);
        return undecided <= RunSummary.HighestErrorRate * verdicts.Count
            ? null
            : FormattableString.Invariant(
                $"{undecided} of {verdicts.Count} verdicts of “{grader}” are undecided; more than 2% left out is no basis for a rate."
            );
    }

    private static Measurement PassRate(GateRule rule, GateSubject subject)
    {
        var rates = new RateAccumulator();
        var (passed, items, isSingleRepeat) = (0, 0, true);
        var average = new RepeatAverage(item =>
        {
            rates.Add(item.Value, item.Repeats, item.Cluster);
            (passed, items, isSingleRepeat) = (passed + (item.Value == 1 ? 1 : 0), items + 1, isSingleRepeat && item.Repeats == 1);
        });
        foreach (var result in SelectResults(rule, subject))
        {
            if (PassOf(rule, result) is { } pass)
                average.Add(result, pass ? 1 : 0);
        }

        average.End();
        var counts = isSingleRepeat
            ? string.Create(CultureInfo.InvariantCulture, $"{passed}/{items}")
            : string.Create(CultureInfo.InvariantCulture, $"{items} items");
        return items == 0 ? NothingScored(rule) : new(rates.Rate, rates.Interval?.Low, rates.Interval?.High, counts);
    }

    private static bool? PassOf(GateRule rule, ItemResult result)
    {
        if (rule.Metric.Grader is { } grader)
            return VerdictOf(grader, result)?.Pass;
        return result.Score is null ? null : result.Status == ItemStatus.Pass;
    }

    private static GraderVerdict? VerdictOf(string grader, ItemResult result) =>
        result.Grade?.Verdicts.FirstOrDefault(verdict => verdict.Id == grader);

    private static Measurement Mean(GateRule rule, GateSubject subject)
    {
        var mean = new WeightedMean();
        var items = new List<ItemAverage>();
        var average = new RepeatAverage(item =>
        {
            mean.Add(item.Value, rule.Metric.Grader is null ? item.Weight : 1, item.Cluster);
            items.Add(item);
        });
        foreach (var result in SelectResults(rule, subject))
        {
            if ((rule.Metric.Grader is { } grader ? VerdictOf(grader, result)?.Score.Value : result.Score) is { } score)
                average.Add(result, score);
        }

        average.End();
        if (items.Count == 0)
            return NothingScored(rule);
        var interval = mean.Interval() ?? IntervalOfEqualScores(items);
        return new(mean.Mean, interval?.Low, interval?.High, string.Create(CultureInfo.InvariantCulture, $"{items.Count} items"));
    }

    // Equal scores have no t interval. Scores from 0 to 1 vary at most as much as right and wrong ones with the same mean, so
    // Wilson's interval, widened to whole counts, covers them too.
    private static Interval? IntervalOfEqualScores(IReadOnlyList<ItemAverage> items)
    {
        if (items.Select(item => item.Value).Distinct().Skip(1).Any())
            return null;
        var units =
            items.Count(item => item.Cluster is null)
            + items.Select(item => item.Cluster).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var right = items[0].Value * units;
        return new Interval(
            WilsonInterval.Of((int)Math.Floor(right), units)!.Value.Low,
            WilsonInterval.Of((int)Math.Ceiling(right), units)!.Value.High
        );
    }

    private static Measurement NothingScored(GateRule rule) => new(null, UnknownReason: $"Nothing is scored for {rule.Subject}.");

    private static Measurement ShareOfCalls(GateRule rule, GateSubject subject)
    {
        var results = SelectResults(rule, subject).ToList();
        var count = results.Count(result =>
            rule.Metric.Name switch
            {
                "error_rate" => result.Status == ItemStatus.Error,
                "truncated_rate" => result.IsCutOff,
                _ => result.Status == ItemStatus.Undecided,
            }
        );
        return results.Count == 0
            ? new(null, UnknownReason: "There is no call.")
            : new((double)count / results.Count, Counts: string.Create(CultureInfo.InvariantCulture, $"{count}/{results.Count}"));
    }

    private static Measurement Latency(GateRule rule, GateSubject subject)
    {
        var share = rule.Metric.Name == "latency_p50_ms" ? 0.5 : 0.95;
        var latencies = SelectResults(rule, subject).Select(result => result.Latency?.TotalMilliseconds).OfType<double>().ToList();
        if (latencies.Count == 0)
            return new(null, UnknownReason: "No latency is known.");
        var (low, high) = QuantileInterval.Limits(latencies, share);
        return new(Quantile.Type7(latencies, share), low, high, string.Create(CultureInfo.InvariantCulture, $"{latencies.Count} calls"));
    }

    private static Measurement Tokens(GateRule rule, GateSubject subject)
    {
        var isInput = rule.Metric.Name == "input_tokens_per_call";
        var counts = SelectResults(rule, subject)
            .Select(result => result.Usage)
            .OfType<TokenUsage>()
            .Select(usage => (double)(isInput ? usage.Input : usage.Output))
            .ToList();
        return counts.Count == 0
            ? new(null, UnknownReason: "The provider reports no tokens.")
            : new(counts.Average(), Counts: string.Create(CultureInfo.InvariantCulture, $"{counts.Count} calls"));
    }

    private static Measurement Cost(GateRule rule, GateSubject subject)
    {
        if (subject.Summary.Usage.UncachedCostUsd is not { } cost)
            return new(null, UnknownReason: "The price of a call is not known. Give the model a price in promptlab.yaml.");
        var passed = subject.Summary.Passed;
        return rule.Metric.Name switch
        {
            "cost_usd" => new((double)cost, Counts: $"{subject.Summary.Results.ToString(CultureInfo.InvariantCulture)} calls"),
            "cost_per_item_usd" => new(
                (double)cost / subject.Summary.Items,
                Counts: $"{subject.Summary.Items.ToString(CultureInfo.InvariantCulture)} items"
            ),
            _ when passed == 0 => new(null, UnknownReason: "Nothing is right, so a right answer has no cost."),
            _ => new((double)cost / passed, Counts: $"{passed.ToString(CultureInfo.InvariantCulture)} right"),
        };
    }
}
