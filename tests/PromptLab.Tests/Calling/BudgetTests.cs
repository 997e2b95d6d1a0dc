using PromptLab.Calling;
using PromptLab.Models;

namespace PromptLab.Tests.Calling;

public sealed class BudgetTests
{
    private static readonly BudgetUse OneRequest = new(0, 1, 0);

    private readonly StopReasons _notes = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_given_out_up_to_the_limit_and_then_none()
    {
        var budget = Of(new BudgetLimits(null, 2, null));

        await budget.ReserveAsync(OneRequest, Cancel);
        await budget.ReserveAsync(OneRequest, Cancel);

        var refused = await Assert.ThrowsAsync<CallNotMadeException>(() => budget.ReserveAsync(OneRequest, Cancel));
        Assert.Equal("The budget has no room for another call: 2 of 2 requests are used (max_requests).", refused.Message);
        Assert.Equal([refused.Message], _notes.All);
    }

    [Fact]
    public async Task What_was_used_before_counts()
    {
        var budget = Of(new BudgetLimits(null, 3, null), new BudgetUse(0.5m, 2, 100));

        await budget.ReserveAsync(OneRequest, Cancel);

        await Assert.ThrowsAsync<CallNotMadeException>(() => budget.ReserveAsync(OneRequest, Cancel));
        Assert.Equal(new BudgetUse(0.5m, 2, 100), budget.Used);
    }

    [Theory]
    [InlineData("tokens", "The budget has no room for another call: 90 of 100 tokens are used (max_tokens).")]
    [InlineData("dollars", "The budget has no room for another call: 0.9 of 1.0 dollars are used (max_cost_usd).")]
    public async Task A_call_that_may_use_more_than_is_left_is_not_made(string limited, string message)
    {
        var budget = Of(limited == "tokens" ? new BudgetLimits(null, null, 100) : new BudgetLimits(1.0m, null, null));
        await UseAsync(budget, new BudgetUse(0.9m, 1, 90));

        var refused = await Assert.ThrowsAsync<CallNotMadeException>(() => budget.ReserveAsync(new BudgetUse(0.11m, 1, 11), Cancel));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task A_call_that_may_use_exactly_what_is_left_is_made()
    {
        var budget = Of(new BudgetLimits(1.0m, 2, 100));
        await UseAsync(budget, new BudgetUse(0.9m, 1, 90));

        await budget.ReserveAsync(new BudgetUse(0.1m, 1, 10), Cancel);
    }

    [Fact]
    public async Task From_the_first_call_that_is_refused_on_every_call_is()
    {
        var budget = Of(new BudgetLimits(null, null, 100));
        await Assert.ThrowsAsync<CallNotMadeException>(() => budget.ReserveAsync(new BudgetUse(0, 1, 101), Cancel));

        await Assert.ThrowsAsync<CallNotMadeException>(() => budget.ReserveAsync(new BudgetUse(0, 1, 1), Cancel));

        Assert.Single(_notes.All);
    }

    [Fact]
    public async Task Who_finds_tokens_reserved_waits_and_goes_on_when_they_come_back()
    {
        var budget = Of(new BudgetLimits(null, null, 100));
        var most = new BudgetUse(0, 1, 80);
        await budget.ReserveAsync(most, Cancel);
        var waiting = budget.ReserveAsync(most, Cancel);
        Assert.False(waiting.IsCompleted);

        budget.Settle(most, new BudgetUse(0, 1, 20));

        await waiting;
        Assert.Equal(new BudgetUse(0, 1, 20), budget.Used);
    }

    [Fact]
    public async Task Who_waits_is_refused_when_too_little_comes_back()
    {
        var budget = Of(new BudgetLimits(null, null, 100));
        var most = new BudgetUse(0, 1, 80);
        await budget.ReserveAsync(most, Cancel);
        var (first, second) = (budget.ReserveAsync(most, Cancel), budget.ReserveAsync(most, Cancel));

        budget.Settle(most, new BudgetUse(0, 1, 30));

        await Assert.ThrowsAsync<CallNotMadeException>(() => first);
        await Assert.ThrowsAsync<CallNotMadeException>(() => second);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_others_their_turn()
    {
        var budget = Of(new BudgetLimits(null, null, 100));
        var most = new BudgetUse(0, 1, 80);
        using var gaveUp = new CancellationTokenSource();
        await budget.ReserveAsync(most, Cancel);
        var (first, second) = (budget.ReserveAsync(most, gaveUp.Token), budget.ReserveAsync(most, Cancel));

        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        budget.Settle(most, BudgetUse.None);

        await second;
        budget.Settle(most, BudgetUse.None);
        await budget.ReserveAsync(new BudgetUse(0, 1, 100), Cancel); // all of it came back
    }

    [Fact]
    public async Task A_small_call_does_not_wait_behind_one_that_stopped_waiting()
    {
        var budget = Of(new BudgetLimits(null, null, 100));
        using var gaveUp = new CancellationTokenSource();
        await budget.ReserveAsync(new BudgetUse(0, 1, 80), Cancel);
        var large = budget.ReserveAsync(new BudgetUse(0, 1, 80), gaveUp.Token);
        var small = budget.ReserveAsync(new BudgetUse(0, 1, 10), Cancel);

        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);

        await small.WaitAsync(TimeSpan.FromSeconds(5), Cancel);
    }

    [Theory]
    [InlineData(40, null, null)]
    [InlineData(null, 400, null)]
    [InlineData(null, null, 0.4)]
    public async Task However_many_call_at_once_a_limit_is_never_passed_and_nearly_used_up(int? requests, int? tokens, double? dollars)
    {
        // 200 calls that reserve 20 tokens and $0.02 each, and use half of that.
        var budget = Of(new BudgetLimits((decimal?)dollars, requests, tokens));
        var (most, used) = (new BudgetUse(0.02m, 1, 20), new BudgetUse(0.01m, 1, 10));
        var refused = 0;

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel },
            async (_, token) =>
            {
                try
                {
                    await budget.ReserveAsync(most, token);
                    await Task.Yield();
                    budget.Settle(most, used);
                }
                catch (CallNotMadeException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        );

        // 40 requests exactly; of 400 tokens 390 at least, since the next call might have used 20.
        var made = 200 - refused;
        Assert.InRange(made, requests is null ? 39 : 40, 40);
        Assert.Equal(new BudgetUse(made * 0.01m, made, made * 10), budget.Used);
    }

    private Budget Of(BudgetLimits limits, BudgetUse? used = null) => new(limits, used ?? BudgetUse.None, _notes);

    private static async Task UseAsync(Budget budget, BudgetUse use)
    {
        await budget.ReserveAsync(use, Cancel);
        budget.Settle(use, use);
    }
}
