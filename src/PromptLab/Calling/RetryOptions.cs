using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>When, how often and how long a failed call is tried again.</summary>
internal sealed record RetryOptions
{
    /// <summary>The most attempts that may be asked for.</summary>
    public const int MostAttempts = 5;

    private static readonly TimeSpan UsualTotal = TimeSpan.FromMinutes(5);

    /// <summary>A call is made once.</summary>
    public static RetryOptions None { get; } = new() { MaxAttempts = 1 };

    /// <summary>The most attempts of a call, the first among them, 1 to 5.</summary>
    public int MaxAttempts { get; init; } = MostAttempts;

    /// <summary>
    /// The wait after the first failed attempt; each further one is about twice as long, with jitter. A provider that
    /// names a time is given that time instead.
    /// </summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait that is chosen here; a provider may ask for a longer one.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the attempts of one item and the waits between them may take together; null for five minutes, or as
    /// long as one attempt may take where that is longer. Waiting for the rate limit is not counted.
    /// </summary>
    public TimeSpan? TotalLimit { get; init; }

    /// <summary>The only types of failures that are tried again, of those that may be; null for all of them.</summary>
    public IReadOnlyList<string>? On { get; init; }

    /// <summary>The limit for one item whose attempts may take so long each.</summary>
    public TimeSpan TotalFor(TimeSpan attempt) => TotalLimit ?? (attempt > UsualTotal ? attempt : UsualTotal);

    /// <summary>True where a failure may be gone at the next attempt, and these options want that attempt made.</summary>
    /// <param name="failureType">The type of the failure, such as <c>http-429</c>.</param>
    public bool Covers(string failureType) =>
        FailureType.Of(failureType).IsRetryable && (On is null || On.Contains(failureType, StringComparer.Ordinal));
}
