using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class GuardedChatClientTests : IDisposable
{
    private readonly StopReasons _notes = new();
    private readonly CancellationTokenSource _over = new();

    [Fact]
    public async Task From_a_used_up_quota_on_the_model_is_not_called()
    {
        var model = new ScriptedModel(Answer(), Fail("quota"));

        Assert.Equal(["yes", "quota", "not asked", "not asked"], await AskAsync(model, 4));

        Assert.Equal(2, model.Calls);
        Assert.Equal(["“main” is not called any more. It failed: quota."], _notes.All);
        Assert.True(_over.IsCancellationRequested);
    }

    [Theory]
    [InlineData("http-401")]
    [InlineData("http-403")]
    public async Task Three_refused_keys_in_a_row_with_nothing_answered_end_the_calls(string refused)
    {
        var model = new ScriptedModel(Fail(refused));

        Assert.Equal([refused, refused, refused, "not asked"], await AskAsync(model, 4));

        Assert.Equal(
            [$"“main” is not called any more: 3 calls in a row were refused and none was answered. It failed: {refused}."],
            _notes.All
        );
    }

    [Fact]
    public async Task Another_failure_between_refused_keys_begins_the_row_anew()
    {
        var model = new ScriptedModel(
            Fail("http-401"),
            Fail("http-401"),
            Fail("http-400"),
            Fail("http-401"),
            Fail("http-401"),
            Fail("http-401")
        );

        Assert.Equal(["http-401", "http-401", "http-400", "http-401", "http-401", "http-401", "not asked"], await AskAsync(model, 7));
    }

    [Fact]
    public async Task A_key_that_was_good_once_is_never_given_up()
    {
        var model = new ScriptedModel(Answer(), Fail("http-401"));

        await AskAsync(model, 9);

        Assert.Equal(9, model.Calls);
        Assert.Empty(_notes.All);
    }

    [Theory]
    [InlineData("transport")]
    [InlineData("timeout")]
    public async Task A_model_that_was_never_reached_is_given_up_after_three_calls(string failure)
    {
        Assert.Equal([failure, failure, failure, "not asked"], await AskAsync(new ScriptedModel(Fail(failure)), 4));

        Assert.Equal(
            [$"“main” is not called any more: 3 calls in a row came to nothing, after all their attempts. It failed: {failure}."],
            _notes.All
        );
    }

    [Fact]
    public async Task A_model_that_answered_once_is_given_up_after_ten()
    {
        var model = new ScriptedModel(Answer(), Fail("transport"));

        var all = await AskAsync(model, 13);

        Assert.Equal(["not asked", "not asked"], all.Skip(11));
        Assert.Equal(11, model.Calls);
        Assert.Contains("10 calls in a row", Assert.Single(_notes.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_failures_never_end_the_calls()
    {
        var model = new ScriptedModel(Fail("http-500"));

        await AskAsync(model, 30);

        Assert.Equal(30, model.Calls);
    }

    [Fact]
    public async Task A_call_under_way_may_end_when_the_quota_is_found_used_up()
    {
        var underWay = new TaskCompletionSource<Microsoft.Extensions.AI.ChatResponse>();
        using var client = new GuardedChatClient(new ScriptedModel(_ => underWay.Task, Fail("quota")), "main", _notes, _over);
        var first = client.AskAsync();

        await Assert.ThrowsAsync<ModelCallException>(() => client.AskAsync());
        underWay.SetResult(Response("late"));

        Assert.Equal("late", (await first).Text);
        await Assert.ThrowsAsync<CallNotMadeException>(() => client.AskAsync());
    }

    public void Dispose() => _over.Dispose();

    private async Task<IReadOnlyList<string>> AskAsync(ScriptedModel model, int calls)
    {
        using var client = new GuardedChatClient(model, "main", _notes, _over);
        var became = new List<string>();
        for (var call = 0; call < calls; call++)
        {
            try
            {
                became.Add((await client.AskAsync()).Text);
            }
            catch (ModelCallException e)
            {
                became.Add(e.Failure.Type);
            }
            catch (CallNotMadeException)
            {
                became.Add("not asked");
            }
        }

        return became;
    }
}
