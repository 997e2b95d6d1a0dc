using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Lets a request wait until the model's rate limit has room for it, and notes the wait. Each attempt waits for itself.</summary>
/// <param name="innerClient">The client that is asked.</param>
/// <param name="limiter">The limits, shared by all callers of the model.</param>
/// <param name="time">The clock that the wait is measured by.</param>
/// <param name="stopping">Asks for a stop: whoever still waits is not asked.</param>
public sealed class RateLimitedChatClient(IChatClient innerClient, ModelRateLimiter limiter, TimeProvider time, CancellationToken stopping)
    : DelegatingChatClient(innerClient)
{
    private static readonly TimeSpan LeastNoted = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var waited = await WaitAsync(TokenEstimate.AtMost(messages, options), cancellationToken);
        return waited < LeastNoted
            ? await base.GetResponseAsync(messages, options, cancellationToken)
            : await NotedWait.AddAsync(new Wait(Wait.RateLimit, waited), () => base.GetResponseAsync(messages, options, cancellationToken));
    }

    private async Task<TimeSpan> WaitAsync(TokenUsage most, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            await limiter.WaitAsync(most.Input + most.Output, ended.Token);
            return time.GetElapsedTime(begun);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotAskedException("The run was stopped while the call waited for the rate limit.");
        }
    }
}
