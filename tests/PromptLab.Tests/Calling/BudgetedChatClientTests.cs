using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class BudgetedChatClientTests : IDisposable
{
    private static readonly ModelPrice Price = new() { InputPerMillion = 1, OutputPerMillion = 10 };

    // “four” is 1 token of input, and 5 of output may follow: 6 tokens and $0.000051 at most.
    private static readonly ChatOptions FiveTokens = new() { MaxOutputTokens = 5 };

    private readonly StepClock _time = new();
    private readonly CancellationTokenSource _stopping = new();

    [Fact]
    public async Task An_answer_is_counted_with_the_tokens_that_it_reports()
    {
        var budget = Of(new BudgetLimits(1, 10, 1000));

        await Budgeted(new ScriptedModel(Answer()), budget).AskAsync(FiveTokens);

        Assert.Equal(new BudgetUse(0.000042m, 1, 15), budget.Used); // 12 × $1 + 3 × $10 a million
    }

    [Fact]
    public async Task An_answer_that_reports_no_tokens_is_counted_with_the_most_that_it_may_have_used()
    {
        var budget = Of(new BudgetLimits(1, 10, 1000));

        await Budgeted(new ScriptedModel(_ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")))), budget)
            .AskAsync(FiveTokens);

        Assert.Equal(new BudgetUse(0.000051m, 1, 6), budget.Used);
    }

    [Fact]
    public async Task A_failed_call_is_a_request_and_what_it_brought_back_is_paid_for()
    {
        var budget = Of(new BudgetLimits(1, 10, 1000));
        var model = Budgeted(
            new ScriptedModel(Fail("http-500"), Fail("content-filter", response: Response("", input: 10, output: 1))),
            budget
        );

        await Assert.ThrowsAsync<ModelCallException>(() => model.AskAsync(FiveTokens));
        Assert.Equal(new BudgetUse(0, 1, 0), budget.Used);
        await Assert.ThrowsAsync<ModelCallException>(() => model.AskAsync(FiveTokens));

        Assert.Equal(new BudgetUse(0.00002m, 2, 11), budget.Used);
    }

    [Fact]
    public async Task A_call_that_was_not_made_uses_nothing()
    {
        var budget = Of(new BudgetLimits(1, 10, 1000));

        await Assert.ThrowsAsync<CallNotMadeException>(() =>
            Budgeted(new ScriptedModel(_ => throw new CallNotMadeException("Stopped.")), budget).AskAsync(FiveTokens)
        );

        Assert.Equal(BudgetUse.None, budget.Used);
    }

    [Fact]
    public async Task Without_a_price_tokens_and_requests_are_counted()
    {
        var budget = Of(new BudgetLimits(1, 10, 1000));

        await new BudgetedChatClient(new ScriptedModel(Answer()), budget, price: null, _time, CancellationToken.None).AskAsync(FiveTokens);

        Assert.Equal(new BudgetUse(0, 1, 15), budget.Used);
    }

    [Theory]
    [InlineData(null, null, 5L)]
    [InlineData(0.00005, null, null)]
    [InlineData(null, 0, null)]
    public async Task A_call_that_may_use_more_than_there_is_reaches_no_model(double? dollars, int? requests, long? tokens)
    {
        var model = new ScriptedModel(Answer());

        await Assert.ThrowsAsync<CallNotMadeException>(() =>
            Budgeted(model, Of(new BudgetLimits((decimal?)dollars, requests, tokens))).AskAsync(FiveTokens)
        );

        Assert.Equal(0, model.Calls);
    }

    [Fact]
    public async Task Each_attempt_is_a_request()
    {
        var model = new ScriptedModel(Fail("http-429", retryAfter: TimeSpan.FromSeconds(1)));
        using var retrying = new RetryingChatClient(
            Budgeted(model, Of(new BudgetLimits(null, 2, null))),
            new RetryOptions(),
            TimeSpan.FromMinutes(1),
            _time,
            () => 0,
            CancellationToken.None
        );
        var answer = retrying.AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(1));
        await _time.PassAsync(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<CallNotMadeException>(() => answer);
        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public async Task A_wait_for_calls_under_way_is_noted_as_a_wait_in_our_own_queue()
    {
        var budget = Of(new BudgetLimits(null, null, 20));
        var first = new TaskCompletionSource<ChatResponse>();
        var client = Budgeted(new ScriptedModel(_ => first.Task, Answer()), budget);
        var asked = client.AskAsync(new ChatOptions { MaxOutputTokens = 14 });
        var waiting = client.AskAsync(FiveTokens);

        _time.Advance(TimeSpan.FromSeconds(3));
        first.SetResult(Response("no", input: 1, output: 1));

        Assert.Empty(ResponseFacts.Of(await asked).Waits);
        Assert.Equal([new Wait("budget", TimeSpan.FromSeconds(3))], ResponseFacts.Of(await waiting).Waits);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_at_once()
    {
        var client = Budgeted(new ScriptedModel(Hang, Answer()), Of(new BudgetLimits(null, null, 6)));
        using var end = new CancellationTokenSource();
        var first = client.AskAsync(FiveTokens, end.Token);
        var waiting = client.AskAsync(FiveTokens);

        await _stopping.CancelAsync();

        await Assert.ThrowsAsync<CallNotMadeException>(() => waiting);
        Assert.False(first.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _time.Dispose();
    }

    private static Budget Of(BudgetLimits limits) => new(limits, BudgetUse.None, new StopReasons());

    private BudgetedChatClient Budgeted(IChatClient model, Budget budget) => new(model, budget, Price, _time, _stopping.Token);
}
