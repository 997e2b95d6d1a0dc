using System.Text.RegularExpressions;
using PromptLab.EvalSets;
using PromptLab.Evaluations;
using PromptLab.Grading;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Samples;

/// <summary>Sample 3: a grader of one's own, named in <c>evalset.yaml</c> as <c>type: order-number</c>.</summary>
public sealed partial class OwnGraderSample
{
    [Fact]
    public async Task A_grader_of_ones_own_judges_like_the_built_in_ones()
    {
        var host = ProjectHost.System();
        host.Graders.Add("order-number", revision: 1, options => new OrderNumberGrader(options));
        using var chatClient = new RecordedAnswers("refund-intake", "refund-intake@v10");
        var set = EvalSet.Of(
            EvalSet.Load(Sample.Path("evalsets/refund-intake")).Enumerate().Where(item => item.Split == "dev"),
            "{ id: order, type: order-number, prefix: K- }"
        );

        var result = await Evaluation.RunAsync(
            Prompt.Load(Sample.Path("prompts/refund-intake/v10.prompt.md")),
            set,
            chatClient,
            new EvaluationOptions { Graders = host.Graders }
        );

        Assert.Equal(48, result.Summary.Results);
        Assert.Equal(0, result.Summary.Errors);
    }

    /// <summary>Right where the response holds an order number with the wanted prefix.</summary>
    private sealed partial class OrderNumberGrader(GraderSetup setup) : IGrader
    {
        private readonly string _prefix = setup.Options.Text("prefix") ?? "";

        public string Name => "order-number";

        public bool IsImmediate => true;

        public ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken)
        {
            var found = OrderNumber().Match(context.Response.Text);
            return new(
                !found.Success ? Score.Of(0, "order-number.missing", "The response has no order number.")
                : found.Value.StartsWith(_prefix, StringComparison.Ordinal) ? Score.Of(1, "order-number.found", $"It has {found.Value}.")
                : Score.Of(0, "order-number.other", $"{found.Value} has another prefix.")
            );
        }

        [GeneratedRegex("[A-Z]+-[0-9]{3,}", RegexOptions.None, 1000)]
        private static partial Regex OrderNumber();
    }
}
