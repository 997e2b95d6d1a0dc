using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>
/// Creates a client on the first call: the clients of providers load slowly, and none is needed if the cache answers every
/// call.
/// </summary>
/// <param name="create">Creates the client.</param>
internal sealed class LazyChatClient(Func<IChatClient> create) : IChatClient
{
    private readonly Lazy<IChatClient> _client = new(create);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => _client.Value.GetResponseAsync(messages, options, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => _client.Value.GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        _client.IsValueCreated ? _client.Value.GetService(serviceType, serviceKey) : null;

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
