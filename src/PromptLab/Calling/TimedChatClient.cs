using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Notes on each response how long its attempt took. It stands inside whatever waits or retries, so that those waits
/// are never counted.
/// </summary>
internal sealed class TimedChatClient(IChatClient innerClient, TimeProvider time) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var begun = time.GetTimestamp();
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        (ResponseFacts.Of(response) with { Latency = time.GetElapsedTime(begun) }).AttachTo(response);
        return response;
    }
}
