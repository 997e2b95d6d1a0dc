using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>Forwards calls to a chat client owned by the host and does not dispose it.</summary>
/// <param name="innerClient">The host's client.</param>
/// <param name="choosesModel">
/// True if the client itself determines the model, so that no model id is sent: a provider would look for a model of that name.
/// </param>
internal sealed class NonDisposingChatClient(IChatClient innerClient, bool choosesModel = false) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => innerClient.GetResponseAsync(messages, Sent(options), cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => innerClient.GetStreamingResponseAsync(messages, Sent(options), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => innerClient.GetService(serviceType, serviceKey);

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
