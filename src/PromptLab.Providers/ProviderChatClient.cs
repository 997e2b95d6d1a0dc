using System.ClientModel;
using Azure.Identity;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>
/// The edge to a provider: notes what its client does not pass on, hides keys, and turns whatever went wrong into
/// failures in our words.
/// </summary>
/// <param name="connection">
/// The provider's client, whose HTTP client passes by <see cref="Exchange.Handler"/>. Disposed with this one.
/// </param>
/// <param name="wording">The words for failures.</param>
/// <param name="key">The key; null for none.</param>
/// <param name="time">The clock by which dates in headers are read.</param>
internal sealed class ProviderChatClient(ProviderConnection connection, FailureWording wording, string? key, TimeProvider time)
    : DelegatingChatClient(connection.Client)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var exchange = Exchange.Begin();
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (Describe(e, exchange) is { } failure)
        {
            // What a client says of a response may repeat the key, in escapes that no search finds; where none came, it can't.
            throw new ModelCallException(
                failure with
                {
                    Message = Secrets.Hide(failure.Message, key, exchange.Token)!,
                },
                exchange.Status is null ? e : null
            )
            {
                Facts = FactsOf(exchange),
                RetryAfter = RetryAfter.Of(exchange.Headers, time.GetUtcNow()),
            };
        }

        return Read(response, exchange);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            connection.Dispose();
    }

    private ChatResponse Read(ChatResponse response, Exchange exchange)
    {
        Secrets.Hide(response, key, exchange.Token);
        var facts = FactsOf(exchange) with
        {
            Fingerprint = Secrets.Hide(connection.Fingerprint(response), key, exchange.Token),
            Refusal = Secrets.Hide(RefusalOf(response), key, exchange.Token),
        };
        if (facts.Refusal is { } refusal)
            response.Messages[^1].Contents.Add(new TextContent(refusal)); // what the model said is its response
        facts.AttachTo(response);
        return SilenceOf(response) is { } silent ? throw new ModelCallException(silent) { Facts = facts, Response = response } : response;
    }

    private ResponseFacts FactsOf(Exchange exchange) => new() { RequestId = Secrets.Hide(exchange.RequestId, key, exchange.Token) };

    private static string? RefusalOf(ChatResponse response) =>
        response
            .Messages.SelectMany(message => message.Contents)
            .OfType<ErrorContent>()
            .FirstOrDefault(error => error.ErrorCode == "Refusal")
            ?.Message;

    private Failure? SilenceOf(ChatResponse response) =>
        response switch
        {
            _ when response.FinishReason == ChatFinishReason.ContentFilter => FailureWording.ContentFilter(),
            { Text: "" } when response.FinishReason == ChatFinishReason.Length => wording.NothingWithinLimit(),
            _ when response.Messages.SelectMany(message => message.Contents).OfType<TextContent>().Any() => null,
            _ => wording.NoContent(),
        };

    private Failure? Describe(Exception exception, Exchange exchange) =>
        exception switch
        {
            _ when exchange.Status is { } status and not (>= 200 and < 300) => wording.OfStatus(status, exchange.ErrorBody, text =>
                Secrets.Hide(text, key, exchange.Token)!
            ),
            OperationCanceledException => null,
            AuthenticationFailedException => wording.NoToken(),
            _ when Causes(exception).Any(cause => cause is HttpRequestException or IOException)
                    || exception is ClientResultException { Status: 0 } => wording.Transport(Causes(exception).Last()),
            ArgumentOutOfRangeException { ActualValue: string word } when exchange.Status is not null => wording.UnknownWord(word),
            // How the client of OpenAI meets an empty list of choices.
            ArgumentOutOfRangeException when exchange.Status is not null => wording.NoChoice(),
            _ when exchange.Status is not null => wording.Malformed(),
            _ => null,
        };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
