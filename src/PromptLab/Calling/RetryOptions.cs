using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>When, how often and for how long failed calls are retried.</summary>
internal sealed record RetryOptions
{
    /// <summary>The highest allowed value of <see cref="MaxAttempts"/>.</summary>
    public const int HighestMaxAttempts = 5;

    private static readonly TimeSpan DefaultTotalLimit = TimeSpan.FromMinutes(5);

    /// <summary>No retries: each call is made once.</summary>
    public static RetryOptions None { get; } = new() { MaxAttempts = 1 };

    /// <summary>The maximum number of attempts, including the first, from 1 to 5; 5 by default.</summary>
    public int MaxAttempts { get; init; } = HighestMaxAttempts;

    /// <summary>
    /// The wait after the first failed attempt, half a second by default. Each further wait is about twice as long, with jitter.
    /// If the provider names a time, that is used instead.
    /// </summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest back-off, 30 seconds by default; a provider may ask for more.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time limit of all attempts of one item and the waits between them. Null for five minutes, or for the time limit of one
    /// attempt if that is longer. Waiting for the rate limit does not count.
    /// </summary>
    public TimeSpan? TotalLimit { get; init; }

    /// <summary>The only failure types to retry, of those that are retryable; null for all of them.</summary>
    public IReadOnlyList<string>? FailureTypes { get; init; }

    /// <summary>The total time limit, given the time limit of one attempt.</summary>
    public TimeSpan TotalLimitFor(TimeSpan attemptLimit) =>
        TotalLimit ?? (attemptLimit > DefaultTotalLimit ? attemptLimit : DefaultTotalLimit);

    /// <summary>True if the failure is retryable, and these options allow retrying it.</summary>
    /// <param name="failureType">The name of the failure's type, such as <c>http-429</c>.</param>
    public bool ShouldRetry(string failureType) =>
        FailureType.Of(failureType).IsRetryable && (FailureTypes is null || FailureTypes.Contains(failureType, StringComparer.Ordinal));
}
