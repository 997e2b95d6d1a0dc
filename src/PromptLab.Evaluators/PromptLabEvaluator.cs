using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Programs;

namespace PromptLab.Evaluators;

/// <summary>
/// Graders of PromptLab as an evaluator of Microsoft.Extensions.AI.Evaluation. Each grader is a numeric metric from 0 to 1 with its id
/// as name; an undecided one has no value. Thread-safe.
/// </summary>
/// <remarks>
/// The expected answer comes in a <see cref="PromptLabContext"/>. A metric has the reason code in its metadata as <c>code</c>, beside the
/// grader's further figures. A grader that the item does not fit, or that fails, is a metric with an error among its diagnostics.
/// </remarks>
public sealed class PromptLabEvaluator : IEvaluator
{
    private static readonly string[] OfScores = ["weight", "must_pass", "group"];

    private readonly string[] _definitions;
    private readonly GraderCatalog _catalog;

    /// <summary>Creates an evaluator from definitions of graders.</summary>
    /// <param name="graders">
    /// The definitions, at least one, as <c>evalset.yaml</c> has them, such as <c>{ id: amount, type: number }</c>.
    /// </param>
    /// <exception cref="InputException">A definition is invalid, or has <c>weight</c>, <c>must_pass</c> or <c>group</c>.</exception>
    public PromptLabEvaluator(params string[] graders)
        : this(GraderCatalog.BuiltIn, graders) { }

    /// <summary>Creates an evaluator from definitions of graders, with kinds of the caller's own.</summary>
    /// <param name="catalog">The kinds of graders.</param>
    /// <param name="graders">The definitions, at least one.</param>
    /// <exception cref="InputException">A definition is invalid, or has <c>weight</c>, <c>must_pass</c> or <c>group</c>.</exception>
    public PromptLabEvaluator(GraderCatalog catalog, params string[] graders)
    {
        if (graders.Length == 0)
            throw new ArgumentException("An evaluator needs a grader.", nameof(graders));
        (_catalog, _definitions) = (catalog, [.. graders]);
        var set = EvalSet.Of([PromptLabContext.Nothing], _definitions);
        var problems = new Problems();
        foreach (var grader in set.Graders)
            Check(grader, problems);
        problems.ThrowIfErrors();
        EvaluationMetricNames = [.. set.Graders.Select(grader => grader.Id)];
    }

    /// <summary>The ids of the graders.</summary>
    public IReadOnlyCollection<string> EvaluationMetricNames { get; }

    /// <summary>Grades a response.</summary>
    /// <param name="messages">The messages that were sent.</param>
    /// <param name="modelResponse">The response.</param>
    /// <param name="chatConfiguration">The model that graders ask, whatever its name; null for none.</param>
    /// <param name="additionalContext">The <see cref="PromptLabContext"/>; without one the item has no expected answer.</param>
    /// <param name="cancellationToken">Cancels the grading.</param>
    public async ValueTask<EvaluationResult> EvaluateAsync(
        IEnumerable<ChatMessage> messages,
        ChatResponse modelResponse,
        ChatConfiguration? chatConfiguration = null,
        IEnumerable<EvaluationContext>? additionalContext = null,
        CancellationToken cancellationToken = default
    )
    {
        var given = additionalContext?.OfType<PromptLabContext>().FirstOrDefault();
        var context = new GradingContext
        {
            Item = given?.Item ?? PromptLabContext.Nothing,
            Messages = [.. messages],
            Response = modelResponse,
            Models = chatConfiguration is null ? IGraderModels.None : new OneModel(chatConfiguration.ChatClient),
        };
        var metrics = new List<EvaluationMetric>();
        foreach (var (name, definition) in EvaluationMetricNames.Zip(_definitions))
        {
            var metric = await MetricOfAsync(name, definition, context, cancellationToken);
            if (given is not null)
                metric.AddOrUpdateContext(given);
            metrics.Add(metric);
        }

        return new EvaluationResult(metrics);
    }

    // An item without an expected answer shows what is wrong with a definition, beside what is missing in the item.
    private void Check(GraderDefinition grader, Problems problems)
    {
        var options = grader.Options.ReportingTo(problems);
        foreach (var key in OfScores.Where(options.Has))
            options.Problem(key, $"“{key}” weighs the graders of an item, and here each grader is a metric. Remove it.");
        if (options.Has("when"))
            return;
        var found = new Problems();
        GraderSet.Create(
            EvalSet.Of([PromptLabContext.Nothing]) with
            {
                Graders = [grader],
            },
            _catalog,
            new FileReadCache(),
            GraderPrograms.None,
            found
        );
        problems.AddRange(found.Found.Where(problem => problem.File == options.File));
    }

    private async Task<NumericMetric> MetricOfAsync(
        string name,
        string definition,
        GradingContext context,
        CancellationToken cancellationToken
    )
    {
        var metric = new NumericMetric(name);
        var problems = new Problems();
        try
        {
            var set = EvalSet.Of([context.Item], definition);
            if (!WhenRule.Read(set.Graders[0].Options.ReportingTo(problems), set).Matches(set.Items[0]) && !problems.HasErrors)
                return Undecided(metric, EvaluationDiagnostic.Informational("The grader's “when” does not apply to this item."));
            var graders = GraderSet.Create(set, _catalog, new FileReadCache(), GraderPrograms.None, problems);
            problems.ThrowIfErrors();
            var grade = await graders!.GradeAsync(context with { Item = set.Items[0] }, cancellationToken);
            return Filled(metric, grade.Verdicts[0]);
        }
        catch (InputException e)
        {
            return Undecided(metric, [.. e.Problems.Select(problem => EvaluationDiagnostic.Error(problem.Message))]);
        }
    }

    private static NumericMetric Filled(NumericMetric metric, GraderVerdict verdict)
    {
        var score = verdict.Score;
        metric.Reason = score.Reason;
        metric.AddOrUpdateMetadata("code", score.Code);
        foreach (var (name, value) in score.Metrics ?? new Dictionary<string, double>())
            metric.AddOrUpdateMetadata(name, FormattableString.Invariant($"{value}"));
        if (verdict.Error is not null)
            return Undecided(metric, EvaluationDiagnostic.Error(score.Reason));
        if (score.Value is not { } decided)
            return Undecided(metric, EvaluationDiagnostic.Warning(score.Reason));
        metric.Value = decided;
        var rating =
            verdict.Pass != true ? EvaluationRating.Unacceptable
            : decided >= 1 ? EvaluationRating.Exceptional
            : EvaluationRating.Good;
        metric.Interpretation = new EvaluationMetricInterpretation(rating, failed: verdict.Pass != true, score.Reason);
        return metric;
    }

    private static NumericMetric Undecided(NumericMetric metric, params EvaluationDiagnostic[] diagnostics)
    {
        metric.AddDiagnostics(diagnostics);
        metric.Interpretation = new EvaluationMetricInterpretation(EvaluationRating.Inconclusive, failed: false, diagnostics[0].Message);
        return metric;
    }

    private sealed class OneModel(IChatClient client) : IGraderModels
    {
        public IChatClient? Find(string name) => client;
    }
}
