using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using PromptLab.EvalSets;
using PromptLab.Evaluators;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Tests.Evaluators;

/// <summary>Graders as an evaluator of Microsoft.Extensions.AI.Evaluation.</summary>
public sealed class PromptLabEvaluatorTests
{
    [Fact]
    public async Task Each_grader_is_a_metric_with_its_reason_and_code()
    {
        var evaluator = new PromptLabEvaluator(
            "{ id: amount, type: number, tolerance: { absolute: 0.5 } }",
            "{ id: short, type: max-words, value: 2 }"
        );

        var result = await EvaluateAsync(evaluator, "49.3 euros, please", new PromptLabContext(49));

        Assert.Equal(["amount", "short"], evaluator.EvaluationMetricNames);
        var amount = result.Get<NumericMetric>("amount");
        Assert.Equal(
            (1.0, EvaluationRating.Exceptional, false),
            (amount.Value, amount.Interpretation!.Rating, amount.Interpretation.Failed)
        );
        Assert.Equal("number.equal", amount.Metadata!["code"]);
        Assert.NotEmpty(amount.Reason!);
        Assert.IsType<PromptLabContext>(amount.Context!.Values.Single());
        var words = result.Get<NumericMetric>("short");
        Assert.Equal((0.0, EvaluationRating.Unacceptable, true), (words.Value, words.Interpretation!.Rating, words.Interpretation.Failed));
    }

    [Fact]
    public async Task An_item_of_an_eval_set_brings_its_fields()
    {
        var item = EvalItem.Of(
            "a",
            new Dictionary<string, string> { ["city"] = "Lisbon" },
            new JsonObject { ["kind"] = "refund", ["amount"] = 49 }
        );
        var evaluator = new PromptLabEvaluator(
            "{ id: city, type: contains, value: '{city}' }",
            "{ id: refund, type: number, value: '{expected.amount}', when: expected.kind == refund }",
            "{ id: other, type: number, value: '{expected.amount}', when: expected.kind == bug }"
        );

        var result = await EvaluateAsync(evaluator, "49 for Lisbon", new PromptLabContext(item));

        Assert.Equal(1, result.Get<NumericMetric>("city").Value);
        Assert.Equal(1, result.Get<NumericMetric>("refund").Value);
        var other = result.Get<NumericMetric>("other");
        Assert.Null(other.Value);
        Assert.Equal(EvaluationDiagnosticSeverity.Informational, other.Diagnostics!.Single().Severity);
        Assert.Equal((EvaluationRating.Inconclusive, false), (other.Interpretation!.Rating, other.Interpretation.Failed));
    }

    [Theory]
    [InlineData("{ id: a, type: equals }")]
    [InlineData("{ id: a, type: contains-all }")]
    [InlineData("{ id: a, type: contains, value: '{city}' }")]
    [InlineData("{ id: a, type: number, value: '{expected.amount}' }")]
    [InlineData("{ id: a, type: max-words, value: '{expected.words}' }")]
    [InlineData("{ id: a, type: choice }")]
    [InlineData("{ id: a, type: label, labels: [a, b] }")]
    [InlineData("{ id: a, type: tool-call }")]
    [InlineData("{ id: a, type: equals, when: expected.kind == refund }")]
    public void A_definition_that_needs_an_item_is_no_wrong_one(string definition) =>
        Assert.Equal(["a"], new PromptLabEvaluator(definition).EvaluationMetricNames);

    [Fact]
    public async Task Without_the_expected_answer_that_a_grader_needs_its_metric_has_an_error_and_no_value()
    {
        var evaluator = new PromptLabEvaluator("{ id: amount, type: number }", "{ id: short, type: max-words, value: 9 }");

        var result = await EvaluateAsync(evaluator, "49", null);

        var amount = result.Get<NumericMetric>("amount");
        Assert.Null(amount.Value);
        Assert.Equal(EvaluationDiagnosticSeverity.Error, amount.Diagnostics!.Single().Severity);
        Assert.Contains("“expected” is missing", amount.Diagnostics!.Single().Message, StringComparison.Ordinal);
        Assert.Equal(1, result.Get<NumericMetric>("short").Value);
    }

    [Fact]
    public async Task An_undecided_grader_has_no_value_and_a_warning_and_one_that_fails_an_error()
    {
        var catalog = new GraderCatalog();
        catalog.Add("unsure", 1, _ => new FixedGrader(() => Score.Undecided("unsure.here", "Can't tell.")));
        catalog.Add("broken", 1, _ => new FixedGrader(() => throw new InvalidOperationException("no lexicon")));
        var evaluator = new PromptLabEvaluator(catalog, "{ id: a, type: unsure }", "{ id: b, type: broken }");

        var result = await EvaluateAsync(evaluator, "x", new PromptLabContext("x"));

        var (undecided, failed) = (result.Get<NumericMetric>("a"), result.Get<NumericMetric>("b"));
        Assert.Equal((null, "unsure.here"), (undecided.Value, undecided.Metadata!["code"]));
        Assert.Equal(["Warning: Can't tell."], undecided.Diagnostics!.Select(found => $"{found.Severity}: {found.Message}"));
        Assert.Equal((null, "grader.error"), (failed.Value, failed.Metadata!["code"]));
        Assert.StartsWith(
            "Error: The grader failed: InvalidOperationException: no lexicon",
            $"{failed.Diagnostics!.Single().Severity}: {failed.Diagnostics!.Single().Message}",
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{ id: a, type: nmuber }", "“nmuber” is no known grader.")]
    [InlineData(
        "{ id: a, type: number, weight: 2 }",
        "“weight” weighs the graders of an item, and here each grader is a metric. Remove it."
    )]
    [InlineData("{ id: a, type: number, must_pass: true }", "“must_pass” weighs")]
    [InlineData("{ id: a, type: number, group: g }", "“group” weighs")]
    [InlineData("{ id: a, type: number, tolerence: 1 }", "“tolerence” is not known")]
    [InlineData("{ id: a, type: number, tolerance: 1 }", "“tolerance” takes a mapping")]
    [InlineData("{ id: a, type: exec, program: tone }", "only a promptlab.yaml can allow one")]
    [InlineData("{ type: number }", "“id” is missing")]
    public void A_wrong_definition_is_refused_at_once(string definition, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => new PromptLabEvaluator(definition)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_evaluator_that_becomes_a_grader_again_gives_the_same_scores()
    {
        var catalog = new GraderCatalog();
        catalog.AddEvaluator(
            "amount",
            revision: 1,
            new PromptLabEvaluator("{ id: amount, type: number }"),
            new EvaluatorOptions { Scale = MetricScale.Range(0, 1), Context = context => [new PromptLabContext(context.Item)] }
        );
        var evaluator = new PromptLabEvaluator(catalog, "{ id: again, type: amount }");

        Assert.Equal(1, (await EvaluateAsync(evaluator, "49", new PromptLabContext(49))).Get<NumericMetric>("again").Value);
        Assert.Equal(0, (await EvaluateAsync(evaluator, "48", new PromptLabContext(49))).Get<NumericMetric>("again").Value);
    }

    private static async Task<EvaluationResult> EvaluateAsync(PromptLabEvaluator evaluator, string response, PromptLabContext? context) =>
        await evaluator.EvaluateAsync(
            [new ChatMessage(ChatRole.User, "How much?")],
            new ChatResponse(new ChatMessage(ChatRole.Assistant, response)),
            additionalContext: context is null ? null : [context],
            cancellationToken: TestContext.Current.CancellationToken
        );

    private sealed class FixedGrader(Func<Score> score) : IGrader
    {
        public string Name => "fixed";

        public ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken) => new(score());
    }
}
