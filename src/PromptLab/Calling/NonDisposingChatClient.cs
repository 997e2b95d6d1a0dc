using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>Forwards calls to a chat client owned by the host and does not dispose it.</summary>
/// <param name="innerClient">The host's client.</param>
/// <param name="choosesModel">
/// True if the client chooses the model itself: then the model id, which is only the alias, is not passed on.
/// </param>
internal sealed class NonDisposingChatClient(IChatClient innerClient, bool choosesModel = false) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => innerClient.GetResponseAsync(messages, WithoutModelId(options), cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => innerClient.GetStreamingResponseAsync(messages, WithoutModelId(options), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => innerClient.GetService(serviceType, serviceKey);

    public void Dispose() { }

    private ChatOptions? WithoutModelId(ChatOptions? options)
    {
        if (!choosesModel || options?.ModelId is null)
            return options;
        var copy = options.Clone();
        copy.ModelId = null;
        return copy;
    }
}
