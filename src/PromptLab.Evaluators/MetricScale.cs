using System.Globalization;
using Microsoft.Extensions.AI.Evaluation;

namespace PromptLab.Evaluators;

/// <summary>How the value of an evaluator's metric becomes a score from 0 to 1. Immutable.</summary>
public sealed class MetricScale
{
    private readonly Func<EvaluationMetric, object?> _valueOf;
    private readonly Func<object, double?> _scoreOf;

    private MetricScale(string words, string kind, Func<EvaluationMetric, object?> valueOf, Func<object, double?> scoreOf) =>
        (Words, Kind, _valueOf, _scoreOf) = (words, kind, valueOf, scoreOf);

    /// <summary>For boolean metrics: true is 1.</summary>
    public static MetricScale TrueIsRight { get; } = OfBooleans("true is right", right: true);

    /// <summary>For boolean metrics such as “contains violence”: false is 1.</summary>
    public static MetricScale FalseIsRight { get; } = OfBooleans("false is right", right: false);

    /// <summary>The scale in words, such as <c>1 to 5</c>.</summary>
    internal string Words { get; }

    /// <summary>The kind of metric that it is for: <c>numeric</c>, <c>boolean</c> or <c>string</c>.</summary>
    internal string Kind { get; }

    /// <summary>For numeric metrics: a straight line from 0 at the worst value to 1 at the best.</summary>
    /// <param name="worst">The value that scores 0, such as 1.</param>
    /// <param name="best">The value that scores 1, such as 5. It may be below the worst, as for a severity.</param>
    /// <exception cref="ArgumentException">Both are the same, or one is not finite.</exception>
    public static MetricScale Range(double worst, double best)
    {
        if (!double.IsFinite(worst) || !double.IsFinite(best) || worst.Equals(best))
            throw new ArgumentException("A scale has two different numbers.", nameof(best));
        return new MetricScale(
            FormattableString.Invariant($"{worst} to {best}"),
            "numeric",
            static metric => (metric as EvaluationMetric<double?>)?.Value,
            value => (double)value is var number && (number - worst) / (best - worst) is >= 0 and <= 1 and var score ? score : null
        );
    }

    /// <summary>For string metrics: a score for each word. Capital and small letters are the same; any other word has no score.</summary>
    /// <param name="scores">The score of each word, from 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no word, or a score is outside 0 to 1.</exception>
    public static MetricScale Of(IReadOnlyDictionary<string, double> scores)
    {
        if (scores.Count == 0 || !scores.Values.All(score => score is >= 0 and <= 1))
            throw new ArgumentException("A scale of words has a score from 0 to 1 for each of at least one word.", nameof(scores));
        var known = new Dictionary<string, double>(scores, StringComparer.OrdinalIgnoreCase);
        return new MetricScale(
            string.Join(", ", scores.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value}"))),
            "string",
            static metric => (metric as EvaluationMetric<string>)?.Value,
            value => known.TryGetValue(((string)value).Trim(), out var score) ? score : null
        );
    }

    /// <summary>The value of a metric; null if it has none, or is of another kind.</summary>
    internal object? ValueOf(EvaluationMetric metric) => _valueOf(metric);

    /// <summary>True if the metric is of the kind that the scale is for.</summary>
    internal bool Fits(EvaluationMetric metric) =>
        Kind switch
        {
            "numeric" => metric is EvaluationMetric<double?>,
            "boolean" => metric is EvaluationMetric<bool?>,
            _ => metric is EvaluationMetric<string>,
        };

    /// <summary>The score of a value; null if the value is not on the scale.</summary>
    internal double? ScoreOf(object value) => _scoreOf(value);

    /// <summary>A value as a reason shows it.</summary>
    internal static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static MetricScale OfBooleans(string words, bool right) =>
        new(words, "boolean", static metric => (metric as EvaluationMetric<bool?>)?.Value, value => (bool)value == right ? 1 : 0);
}
