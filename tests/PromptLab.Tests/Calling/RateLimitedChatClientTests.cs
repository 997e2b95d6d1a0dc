using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class RateLimitedChatClientTests
{
    [Fact]
    public async Task A_wait_for_the_limit_is_noted_and_no_part_of_the_latency()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(1, null), TimeSpan.FromSeconds(1));
        var client = new RateLimitedChatClient(
            new TimedChatClient(new ScriptedModel(Answer()), TimeProvider.System),
            limiter,
            TimeProvider.System,
            CancellationToken.None
        );

        var first = ResponseFacts.Of(await client.AskAsync());
        var second = ResponseFacts.Of(await client.AskAsync());

        Assert.Empty(first.Waits);
        var wait = Assert.Single(second.Waits);
        Assert.Equal("rate-limit", wait.Reason);
        Assert.True(wait.Length > TimeSpan.FromSeconds(0.5));
        Assert.True(second.Latency < TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task A_failed_call_keeps_its_wait()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(1, null), TimeSpan.FromSeconds(1));
        var client = new RateLimitedChatClient(
            new ScriptedModel(Answer(), Fail("http-500")),
            limiter,
            TimeProvider.System,
            CancellationToken.None
        );
        await client.AskAsync();

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => client.AskAsync());

        Assert.Equal("rate-limit", Assert.Single(failed.Facts.Waits).Reason);
    }

    [Fact]
    public async Task All_callers_of_a_model_share_its_limit_and_input_and_output_count()
    {
        // “four” and 9 tokens of output: 10 of 20 tokens, twice, by two clients.
        using var limiter = new ModelRateLimiter(new RateLimit(null, 20));
        using var stopping = new CancellationTokenSource();
        var model = new ScriptedModel(Answer());
        var (one, other) = (Limited(model, limiter, stopping.Token), Limited(model, limiter, stopping.Token));
        var options = new ChatOptions { MaxOutputTokens = 9 };

        await one.AskAsync(options);
        await other.AskAsync(options);
        var third = one.AskAsync(options);

        Assert.False(third.IsCompleted);
        await stopping.CancelAsync();
        await Assert.ThrowsAsync<CallNotMadeException>(() => third);
        Assert.Equal(2, model.Calls);
    }

    private static RateLimitedChatClient Limited(IChatClient model, ModelRateLimiter limiter, CancellationToken stopping) =>
        new(model, limiter, TimeProvider.System, stopping);
}
