using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>
/// Passes calls on to a chat client that belongs to somebody else, so that disposing the wrappers around it leaves it
/// alone.
/// </summary>
/// <param name="lent">The client.</param>
internal sealed class BorrowedChatClient(IChatClient lent) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => lent.GetResponseAsync(messages, options, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => lent.GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => lent.GetService(serviceType, serviceKey);

    public void Dispose() { }
}
