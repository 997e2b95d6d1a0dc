using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>Notes on each response how long the call took. It stands inside whatever waits or retries, so that those waits are never counted.</summary>
public sealed class TimedChatClient(IChatClient innerClient, TimeProvider time) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var begun = time.GetTimestamp();
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        var latency = time.GetElapsedTime(begun);
        var facts = ResponseFacts.Of(response) ?? new ResponseFacts { Latency = latency };
        (facts with { Latency = latency }).AttachTo(response);
        return response;
    }
}
