using System.Threading.RateLimiting;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Limits the requests and tokens of a model in any minute. Shared by all callers of the model, first come, first served.
/// Thread-safe.
/// </summary>
internal sealed class ModelRateLimiter : IDisposable
{
    private const int Segments = 60;

    private readonly SlidingWindowRateLimiter? _requests;
    private readonly SlidingWindowRateLimiter? _tokens;
    private readonly int _maxTokens;

    /// <summary>Creates the limiter of one model.</summary>
    /// <param name="limit">The limits; a null part is unlimited.</param>
    /// <param name="minute">The length of a minute; only tests shorten it. The limiter uses the system clock.</param>
    public ModelRateLimiter(RateLimit limit, TimeSpan? minute = null)
    {
        var window = minute ?? TimeSpan.FromMinutes(1);
        _requests = Create(limit.RequestsPerMinute, window);
        _tokens = Create(limit.TokensPerMinute, window);
        _maxTokens = limit.TokensPerMinute ?? int.MaxValue;
    }

    /// <summary>
    /// Waits until one request with this many tokens may be sent. A request with more tokens than the limit allows per minute
    /// counts as a full minute's tokens.
    /// </summary>
    public async Task WaitAsync(long tokens, CancellationToken cancellationToken)
    {
        if (_requests is not null)
            await AcquireAsync(_requests, 1, cancellationToken);
        if (_tokens is not null)
            await AcquireAsync(_tokens, (int)Math.Min(tokens, _maxTokens), cancellationToken);
    }

    /// <summary>Disposes the limiters, which stops their timers; calls that are still waiting fail.</summary>
    public void Dispose()
    {
        _requests?.Dispose();
        _tokens?.Dispose();
    }

    private static async Task AcquireAsync(SlidingWindowRateLimiter limiter, int permits, CancellationToken cancellationToken)
    {
        using var lease = await limiter.AcquireAsync(permits, cancellationToken);
        if (!lease.IsAcquired)
            throw new InvalidOperationException("The queue of a rate limiter is never full.");
    }

    // One segment longer than a minute: a request at the end of a segment must count for a full minute.
    private static SlidingWindowRateLimiter? Create(int? limit, TimeSpan minute) =>
        limit is null
            ? null
            : new SlidingWindowRateLimiter(
                new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = limit.Value,
                    Window = minute + (minute / Segments),
                    SegmentsPerWindow = Segments + 1,
                    QueueLimit = int.MaxValue,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }
            );
}
