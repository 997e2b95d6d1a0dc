using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Calling;

/// <summary>
/// Adapts a custom chat client: translates its exceptions to failures. It is the innermost wrapper, so that retries, budget and
/// guard only see known failures.
/// </summary>
/// <param name="innerClient">The custom client; it may throw, return null and ignore cancellation.</param>
/// <param name="extra">Further parameters for the client, as additional properties of its options; null for none.</param>
internal sealed class CustomClientAdapter(IChatClient innerClient, JsonObject? extra = null) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The client threw, or gave no response.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ChatResponse? response;
        try
        {
            // A client that ignores cancellation is abandoned when the time is up.
            response = await base.GetResponseAsync(messages, WithExtra(options), cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (ModelCallException or CallNotMadeException) && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ClientFailure.Of(e), e);
        }

        return response is null ? throw new ModelCallException(ClientFailure.NoResponse) : WithRefusal(response);
    }

    private ChatOptions? WithExtra(ChatOptions? options)
    {
        if (extra is null)
            return options;
        var own = options?.Clone() ?? new ChatOptions();
        own.AdditionalProperties ??= [];
        foreach (var (name, value) in extra)
            own.AdditionalProperties[name] = value?.DeepClone();
        return own;
    }

    private static ChatResponse WithRefusal(ChatResponse original)
    {
        var refusal = RefusalOf(original);
        var response = CopyOf(original);
        var facts = ResponseFacts.Of(response);
        if (refusal is not null)
        {
            response.Messages.Add(new ChatMessage(ChatRole.Assistant, refusal)); // the refusal is the response
            facts = facts with { Refusal = refusal };
            facts.AttachTo(response);
        }

        return response;
    }

    // A client may return the same object twice, and the wrappers add properties to it.
    private static ChatResponse CopyOf(ChatResponse original) =>
        new([.. original.Messages])
        {
            ResponseId = original.ResponseId,
            ConversationId = original.ConversationId,
            ModelId = original.ModelId,
            CreatedAt = original.CreatedAt,
            FinishReason = original.FinishReason,
            Usage = original.Usage,
            RawRepresentation = original.RawRepresentation,
            AdditionalProperties = original.AdditionalProperties?.Clone(),
        };

    private static string? RefusalOf(ChatResponse response) =>
        response
            .Messages.SelectMany(message => message.Contents)
            .OfType<ErrorContent>()
            .FirstOrDefault(error => error.ErrorCode == "Refusal" && !InvisibleText.IsBlank(error.Message))
            ?.Message;
}
