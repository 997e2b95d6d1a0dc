using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Records the latency of each response. It is inside the wrappers that wait or retry, so that waits are not counted.</summary>
internal sealed class TimedChatClient(IChatClient innerClient, TimeProvider time) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var startedAt = time.GetTimestamp();
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        (ResponseFacts.Of(response) with { Latency = time.GetElapsedTime(startedAt) }).AttachTo(response);
        return response;
    }
}
