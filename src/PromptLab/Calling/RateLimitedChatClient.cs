using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Lets a request wait until the model's rate limit has room for it, and notes the wait. Each attempt waits for itself.</summary>
/// <param name="innerClient">The client that is asked.</param>
/// <param name="limiter">The limits, shared by all callers of the model.</param>
/// <param name="time">The clock that the wait is measured by.</param>
/// <param name="stopping">Asks for a stop: whoever still waits is not asked.</param>
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
        var most = TokenEstimate.AtMost(messages, options);
        return NotedWait.ThenAsync(
            Wait.RateLimit,
            token => limiter.WaitAsync(most.Input + most.Output, token),
            () => base.GetResponseAsync(messages, options, cancellationToken),
            time,
            stopping,
            cancellationToken
        );
    }
}
