using System.Threading.RateLimiting;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Lets no more requests and tokens of a model through than its limits allow in any minute. Shared by all who call the
/// model; first come, first served. Thread-safe.
/// </summary>
internal sealed class ModelRateLimiter : IDisposable
{
    private const int Segments = 60;

    private readonly SlidingWindowRateLimiter? _requests;
    private readonly SlidingWindowRateLimiter? _tokens;
    private readonly int _mostTokens;

    /// <summary>A limiter for one model.</summary>
    /// <param name="limit">The limits.</param>
    /// <param name="minute">What counts as a minute; a real one but in tests. The limiter goes by the system's clock.</param>
    public ModelRateLimiter(RateLimit limit, TimeSpan? minute = null)
    {
        var window = minute ?? TimeSpan.FromMinutes(1);
        _requests = Create(limit.RequestsPerMinute, window);
        _tokens = Create(limit.TokensPerMinute, window);
        _mostTokens = limit.TokensPerMinute ?? int.MaxValue;
    }

    /// <summary>
    /// Waits until one request of so many tokens may go. One of more tokens than a minute allows waits for a minute of
    /// its own.
    /// </summary>
    public async Task WaitAsync(long tokens, CancellationToken cancellationToken)
    {
        if (_requests is not null)
            await AcquireAsync(_requests, 1, cancellationToken);
        if (_tokens is not null)
            await AcquireAsync(_tokens, (int)Math.Min(tokens, _mostTokens), cancellationToken);
    }

    /// <summary>Stops the clock-work.</summary>
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

    // One segment more than a minute: what went at a segment's end is still counted a whole minute later.
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
