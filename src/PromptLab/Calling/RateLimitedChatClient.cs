using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Delays each request until the model's rate limit has room for it, and records the wait. Every attempt waits separately.
/// </summary>
/// <param name="innerClient">The wrapped client.</param>
/// <param name="limiter">The limiter, shared by all callers of the model.</param>
/// <param name="time">The clock that measures waits.</param>
/// <param name="stopping">Signals a stop: waiting calls are not made.</param>
internal sealed class RateLimitedChatClient(
    IChatClient innerClient,
    ModelRateLimiter limiter,
    TimeProvider time,
    CancellationToken stopping
) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var maximum = TokenEstimate.AtMost(messages, options);
        return QueuedCall.RunAsync(
            Wait.RateLimit,
            token => limiter.WaitAsync(maximum.Input + maximum.Output, token),
            () => base.GetResponseAsync(messages, options, cancellationToken),
            time,
            stopping,
            cancellationToken
        );
    }
}
