using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class RetryingChatClientTests : IDisposable
{
    private readonly StepClock _time = new();
    private readonly CancellationTokenSource _stopping = new();

    [Fact]
    public async Task An_answer_at_the_first_attempt_has_waited_for_nothing()
    {
        var facts = ResponseFacts.Of(await Retrying(new ScriptedModel(Answer())).AskAsync());

        Assert.Equal((1, 0, null), (facts.Attempts, facts.Waits.Count, facts.RetriedUsage));
    }

    [Fact]
    public async Task The_time_that_a_provider_names_is_waited_and_up_to_a_fifth_more()
    {
        var model = new ScriptedModel(Fail("http-429", retryAfter: TimeSpan.FromSeconds(10)), Answer());
        var answer = Retrying(model, dice: 0.5).AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(10.9));
        Assert.Equal(1, model.Calls);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        var facts = ResponseFacts.Of(await answer);
        Assert.Equal(2, facts.Attempts);
        Assert.Equal([new Wait("http-429", TimeSpan.FromSeconds(11))], facts.Waits); // 10 × (1 + 0.2 × 0.5)
    }

    [Fact]
    public async Task A_provider_that_asks_for_no_time_at_all_is_given_a_growing_one_all_the_same()
    {
        var answer = Retrying(new ScriptedModel(Fail("http-429", retryAfter: TimeSpan.Zero), Answer())).AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(30));

        Assert.True(Assert.Single(ResponseFacts.Of(await answer).Waits).Length > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task Without_a_named_time_the_waits_grow_up_to_the_longest(double dice)
    {
        var model = new ScriptedModel(Fail("http-500"), Fail("timeout"), Fail("malformed"), Fail("transport"), Answer());
        var options = new RetryOptions { FirstWait = TimeSpan.FromSeconds(1), MaxWait = TimeSpan.FromSeconds(2) };
        var answer = Retrying(model, options, dice).AskAsync();

        for (var wait = 0; wait < 4; wait++)
            await _time.PassAsync(TimeSpan.FromSeconds(2));

        var waits = ResponseFacts.Of(await answer).Waits;
        Assert.Equal(["http-500", "timeout", "malformed", "transport"], waits.Select(wait => wait.Reason));
        Assert.Equal(waits.Select(wait => wait.Length).Order(), waits.Select(wait => wait.Length));
        Assert.True(waits[0].Length > TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(2), waits[^1].Length);
    }

    [Fact]
    public async Task A_call_that_fails_for_ever_is_made_five_times_and_keeps_its_last_failure()
    {
        var model = new ScriptedModel(Fail("http-500"), Fail("http-500"), Fail("http-500"), Fail("http-500"), Fail("http-429"));
        var answer = Retrying(model).AskAsync();

        for (var wait = 0; wait < 4; wait++)
            await _time.PassAsync(TimeSpan.FromSeconds(30));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => answer);
        Assert.Equal((5, "http-429", 5, 4), (model.Calls, failed.Failure.Type, failed.Facts.Attempts, failed.Facts.Waits.Count));
    }

    [Theory]
    [InlineData("http-400")]
    [InlineData("http-401")]
    [InlineData("content-filter")]
    [InlineData("quota")]
    public async Task What_no_attempt_can_mend_is_asked_once(string failure)
    {
        var model = new ScriptedModel(Fail(failure));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Retrying(model).AskAsync());

        Assert.Equal((1, 1), (model.Calls, failed.Facts.Attempts));
    }

    [Fact]
    public async Task Failures_that_the_options_leave_out_are_asked_once()
    {
        var model = new ScriptedModel(Fail("http-503"));

        await Assert.ThrowsAsync<ModelCallException>(() => Retrying(model, new RetryOptions { FailureTypes = ["http-429"] }).AskAsync());

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task With_one_attempt_allowed_nothing_is_tried_again()
    {
        var model = new ScriptedModel(Fail("http-500"));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Retrying(model, RetryOptions.None).AskAsync());

        Assert.Equal((1, 1), (model.Calls, failed.Facts.Attempts));
    }

    [Fact]
    public async Task A_bug_is_not_tried_again()
    {
        var model = new ScriptedModel(_ => throw new InvalidOperationException("a bug"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Retrying(model).AskAsync());

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task Each_attempt_gets_options_of_its_own()
    {
        var model = new ScriptedModel(Fail("http-500"), Answer());
        var given = new ChatOptions { ModelId = "small", Seed = 7 };
        var answer = Retrying(model).AskAsync(given);

        await _time.PassAsync(TimeSpan.FromSeconds(30));
        await answer;

        var (first, second) = (model.Options[0]!, model.Options[1]!);
        Assert.NotSame(first, second);
        Assert.NotSame(first.AdditionalProperties, second.AdditionalProperties);
        Assert.All([first, second], options => Assert.Equal(("small", 7L), (options.ModelId, options.Seed)));
        Assert.Null(given.AdditionalProperties);
    }

    [Fact]
    public async Task What_failed_attempts_have_used_is_added_up()
    {
        var model = new ScriptedModel(
            Fail("empty", response: Response("", input: 10, output: 1)),
            Fail("http-500"),
            Fail("empty", response: Response("", input: 20, output: 2)),
            Answer()
        );
        var answer = Retrying(model).AskAsync();

        for (var wait = 0; wait < 3; wait++)
            await _time.PassAsync(TimeSpan.FromSeconds(30));

        var response = await answer;
        Assert.Equal(new TokenUsage { InputUncached = 30, OutputVisible = 3 }, ResponseFacts.Of(response).RetriedUsage);
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(response.Usage));
    }

    [Fact]
    public async Task A_stop_during_a_wait_ends_it_at_once_and_the_item_is_not_asked()
    {
        var model = new ScriptedModel(Fail("http-429", retryAfter: TimeSpan.FromMinutes(4)));
        var answer = Retrying(model).AskAsync();

        await _time.SomebodyWaitsAsync();
        await _stopping.CancelAsync();

        await Assert.ThrowsAsync<CallNotMadeException>(() => answer);
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task A_stop_during_a_call_lets_it_end()
    {
        var call = new TaskCompletionSource<ChatResponse>();
        var answer = Retrying(new ScriptedModel(_ => call.Task)).AskAsync();

        await _stopping.CancelAsync();
        call.SetResult(Response("late"));

        Assert.Equal("late", (await answer).Text);
    }

    [Fact]
    public async Task A_call_that_fails_after_a_stop_is_a_failure_and_not_tried_again()
    {
        var model = new ScriptedModel(_ =>
        {
            _stopping.Cancel();
            return Fail("http-500")(CancellationToken.None);
        });

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Retrying(model).AskAsync());

        Assert.Equal((1, "http-500"), (model.Calls, failed.Failure.Type));
    }

    [Fact]
    public async Task A_cancelled_wait_is_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        var answer = Retrying(new ScriptedModel(Fail("http-500"))).AskAsync(cancellationToken: cancelled.Token);

        await _time.SomebodyWaitsAsync();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _time.Dispose();
    }

    private RetryingChatClient Retrying(IChatClient model, RetryOptions? options = null, double dice = 0.5) =>
        new(model, options ?? new RetryOptions(), TimeSpan.FromMinutes(1), _time, () => dice, _stopping.Token);
}
