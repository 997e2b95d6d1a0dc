using Microsoft.Extensions.AI.Evaluation;
using PromptLab.Grading;

namespace PromptLab.Evaluators;

/// <summary>Adds evaluators of Microsoft.Extensions.AI.Evaluation to the graders that an eval set can use.</summary>
public static class EvaluatorKinds
{
    /// <summary>
    /// Adds an evaluator as a kind of grader. In <c>evalset.yaml</c> it takes <c>model</c>, the model of <c>promptlab.yaml</c> that it
    /// asks, beside the options that every grader has.
    /// </summary>
    /// <param name="catalog">The catalogue of the host, before a project is opened with it.</param>
    /// <param name="name">The name in <c>evalset.yaml</c>: lower-case letters, digits and single hyphens.</param>
    /// <param name="revision">From 1; raise it with the evaluator, its package, its prompt or the options.</param>
    /// <param name="evaluator">The evaluator. It is called from several threads.</param>
    /// <param name="options">Which metric is the score, and by which scale.</param>
    /// <exception cref="ArgumentException">The name is taken, or the evaluator does not have the metrics.</exception>
    public static void AddEvaluator(this GraderCatalog catalog, string name, int revision, IEvaluator evaluator, EvaluatorOptions options)
    {
        var names = evaluator.EvaluationMetricNames;
        var metric = options.Metric ?? (names.Count == 1 ? names.First() : null);
        if (metric is null)
            throw new ArgumentException($"The evaluator has several metrics; name one of {string.Join(", ", names)}.", nameof(options));
        foreach (var missing in options.Further.Keys.Prepend(metric).Where(wanted => !names.Contains(wanted)))
            throw new ArgumentException($"The evaluator has no metric “{missing}”; it has {string.Join(", ", names)}.", nameof(options));
        if (options.Further.Keys.Select(EvaluatorScore.NameOf).Distinct(StringComparer.Ordinal).Count() < options.Further.Count)
            throw new ArgumentException("Two of the further metrics have the same name but for punctuation.", nameof(options));
        var score = new EvaluatorScore(name, metric, options);
        catalog.Add(
            new GraderKind(name, revision, setup => new EvaluatorGrader(name, setup.Options.Text("model"), evaluator, score))
            {
                Codes = score.Codes,
            }
        );
    }
}
