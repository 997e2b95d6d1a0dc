using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class TimeoutChatClientTests : IDisposable
{
    private readonly StepClock _time = new();

    [Fact]
    public async Task A_call_within_the_limit_is_left_alone()
    {
        var response = await Limited(new ScriptedModel(Answer("in time"))).AskAsync();

        Assert.Equal("in time", response.Text);
    }

    [Fact]
    public async Task A_call_that_takes_longer_is_ended_and_has_timed_out()
    {
        var answer = Limited(new ScriptedModel(Hang)).AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(9.9));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => answer);
        Assert.Equal(
            new Failure("timeout", "No response within 10 s. If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml."),
            failed.Failure
        );
    }

    [Theory]
    [InlineData(
        2.5,
        "No response within 2.5 s. That was left of “run: retries: total_seconds”. If the model needs longer, raise it and “run: timeout_seconds” in promptlab.yaml."
    )]
    [InlineData(30, "No response within 10 s. If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml.")] // never longer than an attempt may take
    public async Task What_is_left_of_the_items_time_cuts_the_limit(double left, string message)
    {
        var options = new ChatOptions();
        TimeoutChatClient.SetTimeLeft(options, TimeSpan.FromSeconds(left));
        var answer = Limited(new ScriptedModel(Hang)).AskAsync(options);

        await _time.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(message, (await Assert.ThrowsAsync<ModelCallException>(() => answer)).Failure.Message);
    }

    [Fact]
    public async Task A_cancelled_call_is_a_cancellation_and_no_time_out()
    {
        using var cancelled = new CancellationTokenSource();
        var answer = Limited(new ScriptedModel(Hang)).AskAsync(cancellationToken: cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_time_out_of_the_clients_own_counts_as_one()
    {
        var failed = await Assert.ThrowsAsync<ModelCallException>(() =>
            Limited(new ScriptedModel(_ => throw new TaskCanceledException("HttpClient.Timeout"))).AskAsync()
        );

        Assert.Equal("timeout", failed.Failure.Type);
    }

    [Fact]
    public async Task An_exception_that_a_client_makes_of_its_cancellation_counts_as_a_time_out()
    {
        var answer = Limited(
                new ScriptedModel(async token =>
                {
                    try
                    {
                        return await Hang(token);
                    }
                    catch (OperationCanceledException e)
                    {
                        throw new ModelCallException(new Failure("transport", "The connection broke."), e);
                    }
                })
            )
            .AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("timeout", (await Assert.ThrowsAsync<ModelCallException>(() => answer)).Failure.Type);
    }

    [Fact]
    public async Task A_failure_in_time_stays_what_it_is()
    {
        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Limited(new ScriptedModel(Fail("http-500"))).AskAsync());

        Assert.Equal("http-500", failed.Failure.Type);
    }

    public void Dispose() => _time.Dispose();

    private TimeoutChatClient Limited(IChatClient model) => new(model, TimeSpan.FromSeconds(10), _time);
}
