using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>
/// Passes calls on to a chat client that belongs to somebody else, so that disposing the wrappers around it leaves it
/// alone.
/// </summary>
/// <param name="lent">The client.</param>
/// <param name="choosesModel">
/// True where the client knows which model it calls and no id is known here: none is sent with the options then, since a
/// provider would look for a model of that name.
/// </param>
internal sealed class BorrowedChatClient(IChatClient lent, bool choosesModel = false) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => lent.GetResponseAsync(messages, Sent(options), cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => lent.GetStreamingResponseAsync(messages, Sent(options), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => lent.GetService(serviceType, serviceKey);

    public void Dispose() { }

    private ChatOptions? Sent(ChatOptions? options)
    {
        if (!choosesModel || options?.ModelId is null)
            return options;
        var sent = options.Clone();
        sent.ModelId = null;
        return sent;
    }
}
