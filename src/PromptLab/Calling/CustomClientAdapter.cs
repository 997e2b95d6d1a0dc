using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Adapts a custom chat client: translates its exceptions to failures, and treats an empty response as a failure. It is the
/// innermost wrapper, so that retries, budget and guard only see known failures.
/// </summary>
/// <param name="innerClient">The custom client; it may throw, return null and ignore cancellation.</param>
internal sealed class CustomClientAdapter(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The client threw, or the response has no text.</exception>
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
            response = await base.GetResponseAsync(messages, options, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (ModelCallException or CallNotMadeException) && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ClientFailure.Of(e), e);
        }

        return response is null ? throw new ModelCallException(ClientFailure.NoResponse) : Check(response);
    }

    private static ChatResponse Check(ChatResponse original)
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

        return FailureOf(response) is { } failure ? throw new ModelCallException(failure) { Facts = facts, Response = response } : response;
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
            .FirstOrDefault(error => error.ErrorCode == "Refusal")
            ?.Message;

    private static Failure? FailureOf(ChatResponse response) =>
        response switch
        {
            _ when response.FinishReason == ChatFinishReason.ContentFilter => new Failure(
                FailureType.ContentFilter,
                "The provider's content filter cut the response off."
            ),
            { Text: "" } when response.FinishReason == ChatFinishReason.Length => new Failure(
                FailureType.Length,
                "The model used up max_output_tokens before it wrote any text. Raise the limit, or lower the reasoning effort."
            ),
            _ when response.Messages.SelectMany(message => message.Contents).OfType<TextContent>().Any() => null,
            _ => new Failure(FailureType.Empty, "The response has no text."),
        };
}
