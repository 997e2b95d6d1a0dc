using Microsoft.Extensions.AI;

namespace PromptLab.Calling;

/// <summary>
/// Makes a client when it is asked for the first time: providers' clients take long to load, and where the cache
/// answers nobody needs one.
/// </summary>
/// <param name="make">Makes the client.</param>
internal sealed class LazyChatClient(Func<IChatClient> make) : IChatClient
{
    private readonly Lazy<IChatClient> _client = new(make);

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
