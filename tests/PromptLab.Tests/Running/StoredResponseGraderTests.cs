using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Running;
using PromptLab.Tests.Grading;

namespace PromptLab.Tests.Running;

public sealed class StoredResponseGraderTests
{
    [Fact]
    public async Task A_response_that_is_graded_anew_is_judged_with_all_that_was_kept_of_its_call()
    {
        GradingContext? seen = null;
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(context =>
            {
                seen = context;
                return Score.Of(1, "host.good", "Good.");
            }),
            "graders: [{ id: own, type: host }]\n",
            GraderBench.Item("\"billing\"")
        );
        var kept = Kept(items[0]) with
        {
            Messages = [new ChatMessage(ChatRole.User, "hello")],
            Output = "I can't help with that.",
            Refusal = "I can't help with that.",
            FinishReason = "stop",
            Latency = TimeSpan.FromMilliseconds(250),
            Attempts = 2,
            Usage = new TokenUsage
            {
                InputUncached = 10,
                CacheRead = 2,
                OutputVisible = 3,
                Reasoning = 1,
            },
        };

        var again = await RegradeAsync(kept, items[0], graders);

        Assert.Equal((ItemStatus.Pass, "I can't help with that."), (again.Status, again.Output));
        Assert.Equal(("hello", "I can't help with that."), (seen?.Messages[0].Text, seen?.Response.Text));
        Assert.Equal(ChatFinishReason.Stop, seen?.Response.FinishReason);
        Assert.Equal(
            ("I can't help with that.", 250.0, 2),
            (seen?.Facts.Refusal, seen?.Facts.Latency?.TotalMilliseconds, seen?.Facts.Attempts)
        );
        Assert.Equal(kept.Usage, TokenUsage.From(seen?.Response.Usage));
    }

    [Fact]
    public async Task A_response_recorded_elsewhere_has_no_messages()
    {
        var messages = -1;
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(context =>
            {
                messages = context.Messages.Count;
                return Score.Of(1, "host.good", "Good.");
            }),
            "graders: [{ id: own, type: host }]\n",
            GraderBench.Item("\"billing\"")
        );

        await foreach (
            var _ in StoredResponseGrader.GradeAsync(
                "run",
                items,
                [
                    new ImportedResponse
                    {
                        ItemId = "a",
                        Repeat = 1,
                        Text = "billing",
                        Line = 1,
                    },
                ],
                graders,
                TestContext.Current.CancellationToken
            )
        ) { }

        Assert.Equal(0, messages);
    }

    private static ItemResult Kept(EvalItem item) => ItemResult.Of("run", item, repeat: 1);

    private static async Task<ItemResult> RegradeAsync(ItemResult kept, EvalItem item, GraderSet graders)
    {
        await foreach (
            var again in StoredResponseGrader.RegradeAsync(
                "again",
                [kept],
                new Dictionary<string, EvalItem> { [item.Id] = item },
                graders,
                TestContext.Current.CancellationToken
            )
        )
            return again;
        throw new InvalidOperationException("There is no result.");
    }
}
