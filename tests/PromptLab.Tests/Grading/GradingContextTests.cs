using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Grading;

public sealed class GradingContextTests
{
    private static readonly EvalItem Item = GraderBench.Make("graders: [{ id: a, type: is-json }]\n", GraderBench.Item("1")).Items[0];

    [Fact]
    public void Where_nothing_is_said_there_are_no_messages_no_steps_and_no_models()
    {
        var context = new GradingContext { Item = Item, Response = new ChatResponse() };

        Assert.Empty(context.Messages);
        Assert.Empty(context.Steps);
        Assert.Null(context.Models.Find("any"));
        Assert.Equal(new ResponseFacts(), context.Facts);
    }

    [Fact]
    public void The_facts_are_those_of_the_response()
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "I can't help with that."));
        new ResponseFacts { Refusal = "I can't help with that." }.AttachTo(response);

        Assert.Equal(
            "I can't help with that.",
            new GradingContext { Item = Item, Response = response }
                .Facts
                .Refusal
        );
    }

    [Fact]
    public async Task A_grader_asks_a_model_by_its_name()
    {
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(
                async (context, cancellationToken) =>
                {
                    var verdict = await context.Models.Find("critic")!.GetResponseAsync(context.Response.Text, null, cancellationToken);
                    return Score.Of(verdict.Text == "good" ? 1 : 0, "host.verdict", verdict.Text);
                }
            ),
            "graders: [{ id: own, type: host }]\n",
            GraderBench.Item("1")
        );

        var grade = await graders.GradeAsync(
            new GradingContext
            {
                Item = items[0],
                Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "billing")),
                Models = new OneModel("critic", new ScriptedModel(ScriptedModel.Answer("good"))),
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(1, grade.Score);
    }

    private sealed class OneModel(string name, IChatClient client) : IGraderModels
    {
        public IChatClient? Find(string other) => other == name ? client : null;
    }
}
