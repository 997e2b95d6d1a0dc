using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The edge to a chat client that is not ours: whatever it throws is a failed call, in our words, and a response that says
/// nothing is one too. It stands innermost, so that retries, budget and guard see failures that they know.
/// </summary>
/// <param name="innerClient">The client; it may throw, give null, and pass over cancellation.</param>
internal sealed class EdgeChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The client threw, or its response is no answer.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ChatResponse? response;
        try
        {
            // A client that does not listen is left behind when the time is up.
            response = await base.GetResponseAsync(messages, options, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (ModelCallException or NotAskedException) && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ClientFailure.Of(e), e);
        }

        return response is null ? throw new ModelCallException(ClientFailure.NoResponse) : Read(response);
    }

    private static ChatResponse Read(ChatResponse given)
    {
        var refusal = RefusalOf(given);
        var response = CopyOf(given);
        var facts = ResponseFacts.Of(response);
        if (refusal is not null)
        {
            response.Messages.Add(new ChatMessage(ChatRole.Assistant, refusal)); // what the model said is its response
            facts = facts with { Refusal = refusal };
            facts.AttachTo(response);
        }

        return SilenceOf(response) is { } silent ? throw new ModelCallException(silent) { Facts = facts, Response = response } : response;
    }

    // Our wrappers write notes on a response, and a client may give the same object twice.
    private static ChatResponse CopyOf(ChatResponse given) =>
        new([.. given.Messages])
        {
            ResponseId = given.ResponseId,
            ConversationId = given.ConversationId,
            ModelId = given.ModelId,
            CreatedAt = given.CreatedAt,
            FinishReason = given.FinishReason,
            Usage = given.Usage,
            RawRepresentation = given.RawRepresentation,
            AdditionalProperties = given.AdditionalProperties?.Clone(),
        };

    private static string? RefusalOf(ChatResponse response) =>
        response
            .Messages.SelectMany(message => message.Contents)
            .OfType<ErrorContent>()
            .FirstOrDefault(error => error.ErrorCode == "Refusal")
            ?.Message;

    private static Failure? SilenceOf(ChatResponse response) =>
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
