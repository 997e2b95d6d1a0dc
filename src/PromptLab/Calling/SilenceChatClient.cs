using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Turns responses without an answer into failures, inside all wrappers: they are tried again where that helps, counted as
/// errors, and never cached.
/// </summary>
/// <param name="innerClient">A provider's client, a custom one, or one that replays recordings.</param>
/// <param name="model">The id of the model, for messages; null for a model that has none.</param>
internal sealed class SilenceChatClient(IChatClient innerClient, string? model) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The response is no answer; it has the response and its facts.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        return Silence.Of(response, model, offersTools: options?.Tools is { Count: > 0 }) is { } failure
            ? throw new ModelCallException(failure) { Facts = ResponseFacts.Of(response), Response = response }
            : response;
    }
}
