using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using PromptLab.EvalSets;
using PromptLab.Evaluations;
using PromptLab.Evaluators;
using PromptLab.Grading;
using PromptLab.Prompts;
using EvaluationResult = Microsoft.Extensions.AI.Evaluation.EvaluationResult;

namespace PromptLab.Samples;

/// <summary>Sample 4: an evaluator of Microsoft.Extensions.AI.Evaluation as a grader, and graders as an evaluator.</summary>
public sealed class EvaluatorSample
{
    [Fact]
    public async Task An_evaluator_judges_like_the_built_in_graders()
    {
        var graders = new GraderCatalog();
        graders.AddEvaluator(
            "brief",
            revision: 1,
            new BrevityEvaluator(),
            new EvaluatorOptions { Scale = MetricScale.Range(worst: 1, best: 5) }
        );
        using var chatClient = new RecordedAnswers("refund-intake", "refund-intake@v10");
        var set = EvalSet.Of(
            EvalSet.Load(Sample.Path("evalsets/refund-intake")).Enumerate().Where(item => item.Split == "dev"),
            "{ id: brief, type: brief, pass: 0.5 }"
        );

        var result = await Evaluation.RunAsync(
            Prompt.Load(Sample.Path("prompts/refund-intake/v10.prompt.md")),
            set,
            chatClient,
            new EvaluationOptions { Graders = graders }
        );

        Assert.Equal(48, result.Summary.Results);
        Assert.Equal(0, result.Summary.Errors);
    }

    [Fact]
    public async Task Graders_are_an_evaluator_for_teams_that_use_that_library()
    {
        var evaluator = new PromptLabEvaluator("{ id: amount, type: number }", "{ id: short, type: max-words, value: 10 }");

        var result = await evaluator.EvaluateAsync(
            [new ChatMessage(ChatRole.User, "How much is the refund?")],
            new ChatResponse(new ChatMessage(ChatRole.Assistant, "$49")),
            additionalContext: [new PromptLabContext(expected: 49)],
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(1, result.Get<NumericMetric>("amount").Value);
        Assert.False(result.Get<NumericMetric>("short").Interpretation!.Failed);
    }

    /// <summary>Rates from 1 to 5, as the evaluators of quality do, how short a response is.</summary>
    private sealed class BrevityEvaluator : IEvaluator
    {
        private const string Brevity = "Brevity";

        public IReadOnlyCollection<string> EvaluationMetricNames => [Brevity];

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages,
            ChatResponse modelResponse,
            ChatConfiguration? chatConfiguration = null,
            IEnumerable<EvaluationContext>? additionalContext = null,
            CancellationToken cancellationToken = default
        )
        {
            var length = modelResponse.Text.Length;
            var rating = Math.Clamp(5 - (length / 50), 1, 5);
            return new(new EvaluationResult(new NumericMetric(Brevity, rating, $"It has {length} characters.")));
        }
    }
}
