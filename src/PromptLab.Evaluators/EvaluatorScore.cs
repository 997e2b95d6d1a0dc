using Microsoft.Extensions.AI.Evaluation;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Evaluators;

/// <summary>Makes a score of an evaluator's metrics. Immutable.</summary>
internal sealed class EvaluatorScore
{
    private const int MaxReasonLength = 1000;
    private const int MaxValueLength = 60;

    private readonly string _metric;
    private readonly EvaluatorOptions _options;
    private readonly ReasonCode _best;
    private readonly ReasonCode _less;
    private readonly ReasonCode _noValue;
    private readonly ReasonCode _offScale;

    /// <summary>Creates what reads one metric.</summary>
    /// <param name="kind">The name of the kind of grader.</param>
    /// <param name="metric">The metric that is the score.</param>
    /// <param name="options">The scales.</param>
    public EvaluatorScore(string kind, string metric, EvaluatorOptions options)
    {
        (_metric, _options) = (metric, options);
        _best = ReasonCode.Right($"{kind}.best");
        _less = ReasonCode.Wrong($"{kind}.less", ["task", "examples"], "An evaluator gave less than the best value: its reasons say why.");
        _noValue = ReasonCode.Undecided($"{kind}.no-value");
        _offScale = ReasonCode.Undecided($"{kind}.off-scale");
    }

    /// <summary>The reason codes.</summary>
    public IReadOnlyList<ReasonCode> Codes => [_best, _less, _noValue, _offScale];

    /// <summary>The name under which a further metric is reported: small letters, digits and <c>_</c>.</summary>
    public static string NameOf(string metric) =>
        string.Concat(metric.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));

    /// <summary>What the evaluator is given besides messages and response.</summary>
    public IEnumerable<EvaluationContext> ContextOf(GradingContext context) => _options.Context(context);

    /// <summary>The score of a result.</summary>
    /// <exception cref="ModelCallException">The result has no such metric, or one of another kind.</exception>
    public Score Of(EvaluationResult result)
    {
        if (!result.Metrics.TryGetValue(_metric, out var metric))
            throw Failed($"gave no metric “{_metric}”; it gave {string.Join(", ", result.Metrics.Keys)}.");
        if (!_options.Scale.Fits(metric))
            throw Failed($"gave the metric “{_metric}” as {metric.GetType().Name}, and its scale is for {_options.Scale.Kind} metrics.");
        return ScoreOf(metric) with { Metrics = FurtherOf(result) };
    }

    private Score ScoreOf(EvaluationMetric metric)
    {
        var value = _options.Scale.ValueOf(metric);
        if (value is null || !IsRead(metric))
            return Score.Undecided(_noValue, ReasonOf(metric, $"“{_metric}” has no value."));
        var text = $"“{ShortText.OnOneLine(MetricScale.TextOf(value), MaxValueLength)}”";
        if (_options.Scale.ScoreOf(value) is not { } score)
            return Score.Undecided(
                _offScale,
                ReasonOf(metric, $"“{_metric}” is {text}, which is not on the scale {_options.Scale.Words}.")
            );
        return Score.Of(score, score >= 1 ? _best : _less, ReasonOf(metric, $"“{_metric}” is {text} on the scale {_options.Scale.Words}."));
    }

    // A value beside an error is what could be read of an answer that did not parse.
    private static bool IsRead(EvaluationMetric metric) =>
        !metric.ContainsDiagnostics(diagnostic => diagnostic.Severity == EvaluationDiagnosticSeverity.Error)
        && metric.Interpretation is not { Rating: EvaluationRating.Inconclusive };

    private static string ReasonOf(EvaluationMetric metric, string start)
    {
        var texts = new[] { start, metric.Reason ?? metric.Interpretation?.Reason }.Concat(
            (metric.Diagnostics ?? []).Select(diagnostic => $"{diagnostic.Severity}: {diagnostic.Message}")
        );
        return ShortText.OnOneLine(string.Join(' ', texts.Where(text => !string.IsNullOrWhiteSpace(text))), MaxReasonLength);
    }

    private Dictionary<string, double>? FurtherOf(EvaluationResult result)
    {
        var further = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, scale) in _options.Further)
        {
            if (
                result.Metrics.TryGetValue(name, out var metric)
                && IsRead(metric)
                && scale.ValueOf(metric) is { } value
                && scale.ScoreOf(value) is { } score
            )
                further[NameOf(name)] = score;
        }

        return further.Count == 0 ? null : further;
    }

    private static ModelCallException Failed(string what) => new(new Failure(FailureType.Malformed, $"The evaluator {what}"));
}
