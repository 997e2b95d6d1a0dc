using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A chat client that replays recordings by the key of the request, and fails for requests that were not recorded.</summary>
/// <param name="responses">The recorded responses by request key.</param>
/// <param name="name">The name of the model in <c>promptlab.yaml</c>, for messages.</param>
/// <param name="files">The searched files as the user would name them, for messages.</param>
internal sealed class RecordedChatClient(IReadOnlyDictionary<string, RecordedResponse> responses, string name, string files) : IChatClient
{
    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return responses.TryGetValue(RequestKey.Of(messages, options ?? new ChatOptions()), out var response)
            ? Task.FromResult(response.ToChatResponse())
            : throw new ModelCallException(
                new Failure(
                    FailureType.NotRecorded,
                    $"This request was never recorded in {files}, and “{name}” only replays. Connect a real model in promptlab.yaml and pass it with --model."
                )
            )
            {
                Facts = new ResponseFacts { Attempts = 0 },
            };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Recordings are not streamed.");

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() { }
}
