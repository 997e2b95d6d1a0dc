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

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n\u200b", "empty")]
    [InlineData("<think>It is billing.", "reasoning-only")]
    public async Task A_response_that_says_nothing_is_an_error_and_no_wrong_answer(string text, string type)
    {
        var (graders, items) = GraderBench.Make("graders: [{ id: right, type: equals }]\n", GraderBench.Item("\"billing\""));

        var imported = await ImportAsync(text, items, graders);
        var again = await RegradeAsync(Kept(items[0]) with { Output = text }, items[0], graders);

        Assert.Equal((ItemStatus.Error, type), (imported.Status, imported.Failure?.Type));
        Assert.Equal((ItemStatus.Error, type), (again.Status, again.Failure?.Type));
    }

    [Fact]
    public async Task A_response_that_was_cut_off_before_any_text_is_told_as_that()
    {
        var (graders, items) = GraderBench.Make("graders: [{ id: right, type: equals }]\n", GraderBench.Item("\"billing\""));

        var again = await RegradeAsync(Kept(items[0]) with { Output = "", FinishReason = "length" }, items[0], graders);

        Assert.Equal("length", again.Failure?.Type);
    }

    private static async Task<ItemResult> ImportAsync(string text, IReadOnlyList<EvalItem> items, GraderSet graders)
    {
        var response = new ImportedResponse
        {
            ItemId = items[0].Id,
            Repeat = 1,
            Text = text,
            Line = 1,
        };
        await foreach (
            var result in StoredResponseGrader.GradeAsync("run", items, [response], graders, TestContext.Current.CancellationToken)
        )
            return result;
        throw new InvalidOperationException("There is no result.");
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
