using Microsoft.Extensions.AI.Evaluation;
using PromptLab.Grading;

namespace PromptLab.Evaluators;

/// <summary>How the metrics of an evaluator become the score of a grader. Immutable.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>The metric that is the score; null, the default, for the only one that the evaluator has.</summary>
    public string? Metric { get; init; }

    /// <summary>How its value becomes a score from 0 to 1. No scale is guessed.</summary>
    public required MetricScale Scale { get; init; }

    /// <summary>
    /// Further metrics that are reported beside the score, by name, each with its scale; none by default. One without a value on its
    /// scale is left out.
    /// </summary>
    public IReadOnlyDictionary<string, MetricScale> Further { get; init; } = new Dictionary<string, MetricScale>();

    /// <summary>What the evaluator needs besides messages and response, such as the expected answer; nothing by default.</summary>
    public Func<GradingContext, IEnumerable<EvaluationContext>> Context { get; init; } = static _ => [];
}
