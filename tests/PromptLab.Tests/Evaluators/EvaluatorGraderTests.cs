using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using PromptLab.Evaluators;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Tests.Grading;

namespace PromptLab.Tests.Evaluators;

/// <summary>An evaluator of Microsoft.Extensions.AI.Evaluation gives the score; what it could not read is undecided.</summary>
public sealed class EvaluatorGraderTests
{
    private static readonly MetricScale OneToFive = MetricScale.Range(worst: 1, best: 5);

    [Theory]
    [InlineData(5.0, 1.0, "tone.best")]
    [InlineData(3.0, 0.5, "tone.less")]
    [InlineData(1.0, 0.0, "tone.less")]
    [InlineData(6.0, null, "tone.off-scale")]
    [InlineData(0.99, null, "tone.off-scale")]
    [InlineData(double.NaN, null, "tone.off-scale")]
    [InlineData(double.PositiveInfinity, null, "tone.off-scale")]
    [InlineData(null, null, "tone.no-value")]
    public async Task A_number_is_scored_by_its_scale(double? value, double? score, string code)
    {
        var verdict = await GradeAsync(OneToFive, _ => new NumericMetric("Tone", value, "It is warm."));

        Assert.Null(verdict.Error);
        Assert.Equal((score, code), (verdict.Score.Value, verdict.Score.Code));
        Assert.EndsWith(" It is warm.", verdict.Score.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scale_may_fall()
    {
        var severity = MetricScale.Range(worst: 7, best: 0);

        Assert.Equal(1, (await GradeAsync(severity, _ => new NumericMetric("Tone", 0))).Score.Value);
        Assert.Equal(0, (await GradeAsync(severity, _ => new NumericMetric("Tone", 7))).Score.Value);
    }

    [Theory]
    [InlineData(true, 1.0, 0.0)]
    [InlineData(false, 0.0, 1.0)]
    [InlineData(null, null, null)]
    public async Task A_boolean_is_right_or_wrong_as_stated(bool? value, double? ifTrue, double? ifFalse)
    {
        Assert.Equal(ifTrue, (await GradeAsync(MetricScale.TrueIsRight, _ => new BooleanMetric("Tone", value))).Score.Value);
        Assert.Equal(ifFalse, (await GradeAsync(MetricScale.FalseIsRight, _ => new BooleanMetric("Tone", value))).Score.Value);
    }

    [Theory]
    [InlineData("Good", 1.0, "tone.best")]
    [InlineData(" ok ", 0.5, "tone.less")]
    [InlineData("bad", 0.0, "tone.less")]
    [InlineData("goodish", null, "tone.off-scale")]
    [InlineData(null, null, "tone.no-value")]
    public async Task A_word_has_the_score_that_is_stated_for_it(string? value, double? score, string code)
    {
        var scale = MetricScale.Of(
            new Dictionary<string, double>
            {
                ["good"] = 1,
                ["ok"] = 0.5,
                ["bad"] = 0,
            }
        );

        var verdict = await GradeAsync(scale, _ => new StringMetric("Tone", value));

        Assert.Equal((score, code), (verdict.Score.Value, verdict.Score.Code));
    }

    [Fact]
    public async Task A_value_beside_an_error_or_that_is_inconclusive_is_undecided_and_the_diagnostics_are_kept()
    {
        var verdict = await GradeAsync(OneToFive, _ =>
        {
            var metric = new NumericMetric("Tone", 5);
            metric.AddDiagnostics(EvaluationDiagnostic.Error("The answer did not parse."));
            return metric;
        });
        var other = await GradeAsync(OneToFive, _ => new NumericMetric("Tone", 5)
        {
            Interpretation = new(EvaluationRating.Inconclusive, reason: "Too short."),
        });

        Assert.Equal((null, "tone.no-value"), (verdict.Score.Value, verdict.Score.Code));
        Assert.Equal("“Tone” has no value. Error: The answer did not parse.", verdict.Score.Reason);
        Assert.Equal("“Tone” has no value. Too short.", other.Score.Reason);
    }

    [Fact]
    public async Task A_warning_decides_nothing_and_is_kept()
    {
        var verdict = await GradeAsync(OneToFive, _ =>
        {
            var metric = new NumericMetric("Tone", 5, "Warm.");
            metric.AddDiagnostics(EvaluationDiagnostic.Warning("Two answers."));
            return metric;
        });

        Assert.Equal((1, "“Tone” is “5” on the scale 1 to 5. Warm. Warning: Two answers."), (verdict.Score.Value, verdict.Score.Reason));
    }

    [Fact]
    public async Task An_exception_a_missing_metric_and_one_of_another_kind_are_errors_of_the_grader()
    {
        var thrown = await GradeAsync(OneToFive, _ => throw new InvalidOperationException("no lexicon"));
        var missing = await GradeAsync(OneToFive, _ => new NumericMetric("Other", 5));
        var boolean = await GradeAsync(OneToFive, _ => new BooleanMetric("Tone", true));

        Assert.Equal("InvalidOperationException: no lexicon", thrown.Error?.Message);
        Assert.Equal("The evaluator gave no metric “Tone”; it gave Other.", missing.Error?.Message);
        Assert.Equal(
            "The evaluator gave the metric “Tone” as BooleanMetric, and its scale is for numeric metrics.",
            boolean.Error?.Message
        );
        Assert.All([thrown, missing, boolean], verdict => Assert.Equal((null, "grader.error"), (verdict.Score.Value, verdict.Score.Code)));
    }

    [Fact]
    public async Task Further_metrics_are_figures_beside_the_score_and_one_without_a_value_is_left_out()
    {
        var options = new EvaluatorOptions
        {
            Metric = "Tone",
            Scale = OneToFive,
            Further = new Dictionary<string, MetricScale> { ["Is Polite"] = MetricScale.TrueIsRight, ["Fluency"] = OneToFive },
        };
        var evaluator = new FakeEvaluator(["Tone", "Is Polite", "Fluency"], _ => new EvaluationResult(
            new NumericMetric("Tone", 5),
            new BooleanMetric("Is Polite", false),
            new NumericMetric("Fluency")
        ));

        var verdict = await GradeAsync(evaluator, options);

        Assert.Equal([KeyValuePair.Create("is_polite", 0.0)], verdict.Score.Metrics!);
    }

    [Fact]
    public async Task It_gets_messages_response_context_and_the_model_by_name_whose_tokens_are_the_graders()
    {
        using var model = new FakeModel(() =>
            new ChatResponse(new ChatMessage(ChatRole.Assistant, "4"))
            {
                Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 1 },
            }
        );
        var evaluator = new FakeEvaluator(["Tone"], async call =>
        {
            Assert.Equal("Say hello.", call.Messages.Single().Text);
            Assert.Equal("“billing”", call.Context.Single().Contents.OfType<TextContent>().Single().Text);
            var first = await call.Model!.GetResponseAsync("Rate " + call.Response.Text);
            await call.Model!.GetResponseAsync("again");
            return new EvaluationResult(
                new NumericMetric("Tone", double.Parse(first.Text, System.Globalization.CultureInfo.InvariantCulture))
            );
        });
        var options = new EvaluatorOptions { Scale = OneToFive, Context = context => [new Wanted($"“{context.Item.Expected}”")] };

        var verdict = await GradeAsync(evaluator, options, "model: judge", new OneModel("judge", model));

        Assert.Equal(0.75, verdict.Score.Value);
        Assert.Equal((20, 2), (verdict.Usage?.Input, verdict.Usage?.Output));
    }

    [Fact]
    public async Task A_failed_call_that_the_evaluator_swallows_is_an_error_of_the_grader()
    {
        using var model = new FakeModel(() => throw new ModelCallException(new Failure(FailureType.Timeout, "Too slow.")));
        var evaluator = new FakeEvaluator(["Tone"], Swallowing);

        var verdict = await GradeAsync(evaluator, new EvaluatorOptions { Scale = OneToFive }, "model: judge", new OneModel("judge", model));

        Assert.Equal(("timeout", "Too slow."), (verdict.Error?.Type, verdict.Error?.Message));
    }

    [Fact]
    public async Task A_call_that_is_not_made_since_a_budget_is_spent_leaves_the_response_ungraded_even_if_it_is_swallowed()
    {
        using var model = new FakeModel(() => throw new CallNotMadeException("The budget is spent."));
        var evaluator = new FakeEvaluator(["Tone"], Swallowing);

        await Assert.ThrowsAsync<CallNotMadeException>(() =>
            GradeAsync(evaluator, new EvaluatorOptions { Scale = OneToFive }, "model: judge", new OneModel("judge", model))
        );
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_an_error_of_the_grader()
    {
        var verdict = await GradeAsync(
            new FakeEvaluator(["Tone"], _ => new EvaluationResult()),
            new EvaluatorOptions { Scale = OneToFive },
            "model: judge"
        );

        Assert.Contains("There is no model “judge” here.", verdict.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_that_the_evaluator_does_not_have_are_argument_errors()
    {
        var evaluator = new FakeEvaluator(["Tone", "Fluency"], _ => new EvaluationResult());
        var catalog = new GraderCatalog();

        Assert.Throws<ArgumentException>(() => catalog.AddEvaluator("tone", 1, evaluator, new EvaluatorOptions { Scale = OneToFive }));
        Assert.Throws<ArgumentException>(() =>
            catalog.AddEvaluator("tone", 1, evaluator, new EvaluatorOptions { Scale = OneToFive, Metric = "Tnoe" })
        );
        Assert.Throws<ArgumentException>(() => MetricScale.Range(1, 1));
        Assert.Throws<ArgumentException>(() => MetricScale.Range(1, double.NaN));
        Assert.Throws<ArgumentException>(() => MetricScale.Of(new Dictionary<string, double> { ["good"] = 2 }));
    }

    private static async ValueTask<EvaluationResult> Swallowing(EvaluatorCall call)
    {
        var metric = new NumericMetric("Tone");
        try
        {
            await call.Model!.GetResponseAsync("Rate it.");
        }
        catch (Exception e)
        {
            metric.AddDiagnostics(EvaluationDiagnostic.Error(e.Message));
        }

        return new EvaluationResult(metric);
    }

    private static Task<GraderVerdict> GradeAsync(MetricScale scale, Func<EvaluatorCall, EvaluationMetric> metric) =>
        GradeAsync(new FakeEvaluator(["Tone"], call => new EvaluationResult(metric(call))), new EvaluatorOptions { Scale = scale });

    private static async Task<GraderVerdict> GradeAsync(
        IEvaluator evaluator,
        EvaluatorOptions options,
        string more = "weight: 1",
        IGraderModels? models = null
    )
    {
        var catalog = new GraderCatalog();
        catalog.AddEvaluator("tone", revision: 1, evaluator, options);
        var (graders, items) = GraderBench.Make(catalog, GraderBench.One($"type: tone, {more}"), GraderBench.Item("\"billing\""));
        var grade = await graders.GradeAsync(
            new GradingContext
            {
                Item = items[0],
                Messages = [new ChatMessage(ChatRole.User, "Say hello.")],
                Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "hello")),
                Models = models ?? IGraderModels.None,
            },
            TestContext.Current.CancellationToken
        );
        return grade.Verdicts[0];
    }

    private sealed class OneModel(string name, IChatClient client) : IGraderModels
    {
        public IChatClient? Find(string wanted) => wanted == name ? client : null;
    }

    private sealed class Wanted(string text) : EvaluationContext("Wanted", text);
}

/// <summary>What an evaluator was asked.</summary>
internal sealed record EvaluatorCall(
    IReadOnlyList<ChatMessage> Messages,
    ChatResponse Response,
    IChatClient? Model,
    IReadOnlyList<EvaluationContext> Context
);

/// <summary>An evaluator that does what a test says.</summary>
internal sealed class FakeEvaluator(IReadOnlyCollection<string> names, Func<EvaluatorCall, ValueTask<EvaluationResult>> evaluate)
    : IEvaluator
{
    public FakeEvaluator(IReadOnlyCollection<string> names, Func<EvaluatorCall, EvaluationResult> evaluate)
        : this(names, call => ValueTask.FromResult(evaluate(call))) { }

    public IReadOnlyCollection<string> EvaluationMetricNames => names;

    public ValueTask<EvaluationResult> EvaluateAsync(
        IEnumerable<ChatMessage> messages,
        ChatResponse modelResponse,
        ChatConfiguration? chatConfiguration = null,
        IEnumerable<EvaluationContext>? additionalContext = null,
        CancellationToken cancellationToken = default
    ) => evaluate(new EvaluatorCall([.. messages], modelResponse, chatConfiguration?.ChatClient, [.. additionalContext ?? []]));
}

/// <summary>A model that answers as a test says.</summary>
internal sealed class FakeModel(Func<ChatResponse> answer) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(answer());

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
