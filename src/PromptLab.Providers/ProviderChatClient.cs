using System.ClientModel;
using System.Text.Json;
using Azure.Identity;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Wraps a provider's client: adds what the client does not expose, redacts keys, and translates errors to failures.</summary>
/// <param name="connection">
/// The provider's client, whose HTTP client uses <see cref="HttpExchange.Handler"/>. Disposed with this client.
/// </param>
/// <param name="wording">Words the failures.</param>
/// <param name="key">The API key; null for none.</param>
/// <param name="time">The clock used to interpret dates in headers.</param>
internal sealed class ProviderChatClient(ProviderConnection connection, FailureWording wording, string? key, TimeProvider time)
    : DelegatingChatClient(connection.Client)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var exchange = HttpExchange.Begin();
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (ToFailure(e, exchange) is { } failure)
        {
            // After a response, the client's exception may repeat the key in an escaped form, so it is not kept; without a response it
            // cannot.
            throw new ModelCallException(
                failure with
                {
                    Message = Secrets.Redact(failure.Message, key, exchange.Token)!,
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

    private ChatResponse Read(ChatResponse response, HttpExchange exchange)
    {
        Secrets.Redact(response, key, exchange.Token);
        var facts = FactsOf(exchange) with
        {
            Fingerprint = Secrets.Redact(connection.Fingerprint(response), key, exchange.Token),
            Refusal = Secrets.Redact(RefusalOf(response), key, exchange.Token),
        };
        if (facts.Refusal is { } refusal)
            response.Messages[^1].Contents.Add(new TextContent(refusal)); // the refusal is the response
        facts.AttachTo(response);
        if (
            string.IsNullOrWhiteSpace(response.Text)
            && response.Messages is [.., var last]
            && connection.Reasoning(response) is { } reasoning
        )
            last.Contents.Add(new TextReasoningContent(Secrets.Redact(reasoning, key, exchange.Token)));
        return response;
    }

    private ResponseFacts FactsOf(HttpExchange exchange) => new() { RequestId = Secrets.Redact(exchange.RequestId, key, exchange.Token) };

    private static string? RefusalOf(ChatResponse response) =>
        response
            .Messages.SelectMany(message => message.Contents)
            .OfType<ErrorContent>()
            .FirstOrDefault(error => error.ErrorCode == "Refusal" && !string.IsNullOrWhiteSpace(error.Message))
            ?.Message;

    private Failure? ToFailure(Exception exception, HttpExchange exchange) =>
        exception switch
        {
            _ when exchange.IsTooLarge => wording.TooLarge(HttpExchange.MaxBodyBytes),
            _ when exchange.Status is { } status and not (>= 200 and < 300) => wording.ForStatus(status, exchange.ErrorBody, text =>
                Secrets.Redact(text, key, exchange.Token)!
            ),
            OperationCanceledException => null,
            ModelCallException known when exchange.Status is not null => known.Failure,
            AuthenticationFailedException => wording.NoToken(),
            _ when ExceptionChain(exception).Any(cause => cause is HttpRequestException or IOException)
                    || exception is ClientResultException { Status: 0 } => wording.Transport(ExceptionChain(exception).Last()),
            ArgumentOutOfRangeException { ActualValue: string word } when exchange.Status is not null => wording.UnknownWord(word),
            // OpenAI's client throws this for an empty list of choices.
            ArgumentOutOfRangeException when exchange.Status is not null => wording.NoChoice(),
            _ when exchange.Status is not null && ExceptionChain(exception).Any(IsTooDeep) => wording.TooDeep(),
            _ when exchange.Status is not null => wording.Malformed(),
            _ => null,
        };

    // The clients read bodies with the limit of System.Text.Json, which has no exception of its own for it.
    private static bool IsTooDeep(Exception exception) =>
        exception is JsonException && exception.Message.Contains("maximum configured depth", StringComparison.Ordinal);

    private static IEnumerable<Exception> ExceptionChain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
