using System.Diagnostics;
using PromptLab.Calling;
using PromptLab.Models;

namespace PromptLab.Tests.Calling;

/// <summary>By the system's clock, with a minute of three tenths of a second.</summary>
public sealed class ModelRateLimiterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(0.3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_within_the_limit_go_at_once()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(5, null));

        for (var request = 0; request < 5; request++)
            Assert.True(limiter.WaitAsync(1000, Cancel).IsCompletedSuccessfully);

        await Task.CompletedTask;
    }

    [Fact]
    public async Task In_no_minute_do_more_requests_go_than_the_limit_allows()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(4, null), Minute);

        var went = await GoAsync(limiter, requests: 12, callers: 6, tokens: 1);

        Assert.All(went.Index(), request =>
            Assert.True(request.Item >= Minute * (request.Index / 4), $"Request {request.Index} went after {request.Item}.")
        );
    }

    [Fact]
    public async Task In_no_minute_do_more_tokens_go_than_the_limit_allows()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(null, 100), Minute);

        var went = await GoAsync(limiter, requests: 6, callers: 3, tokens: 40);

        Assert.All(went.Index(), request =>
            Assert.True(request.Item >= Minute * (request.Index / 2), $"Request {request.Index} went after {request.Item}.")
        );
    }

    [Fact]
    public async Task A_request_of_more_tokens_than_a_minute_allows_has_a_minute_of_its_own()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(null, 100), Minute);
        var begun = Stopwatch.GetTimestamp();

        await limiter.WaitAsync(1, Cancel);
        await limiter.WaitAsync(1_000_000, Cancel);
        await limiter.WaitAsync(1, Cancel);

        Assert.True(Stopwatch.GetElapsedTime(begun) >= 2 * Minute);
    }

    [Fact]
    public async Task Who_waits_can_be_called_off()
    {
        using var limiter = new ModelRateLimiter(new RateLimit(1, null));
        using var off = new CancellationTokenSource();
        await limiter.WaitAsync(1, Cancel);
        var waiting = limiter.WaitAsync(1, off.Token);

        await off.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<IReadOnlyList<TimeSpan>> GoAsync(ModelRateLimiter limiter, int requests, int callers, long tokens)
    {
        var begun = Stopwatch.GetTimestamp();
        var went = new List<TimeSpan>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = Cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), options, async (_, token) =>
        {
            await limiter.WaitAsync(tokens, token);
            lock (went)
                went.Add(Stopwatch.GetElapsedTime(begun));
        });
        return went;
    }
}
