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
/// <param name="secrets">The API key, and the values of headers and of the query that come from the environment.</param>
/// <param name="time">The clock used to interpret dates in headers.</param>
internal sealed class ProviderChatClient(
    ProviderConnection connection,
    FailureWording wording,
    IReadOnlyList<string> secrets,
    TimeProvider time
) : DelegatingChatClient(connection.Client)
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
            throw Failed(failure, exchange, exchange.Status is null ? e : null);
        }

        if (InReply(exchange) is { } error)
            throw Failed(error, exchange);
        return Read(response, exchange);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            connection.Dispose();
    }

    private ModelCallException Failed(Failure failure, HttpExchange exchange, Exception? cause = null) =>
        new(failure with { Message = Redact(failure.Message, exchange)! }, cause)
        {
            Facts = FactsOf(exchange),
            RetryAfter = RetryAfter.Of(exchange.Headers, time.GetUtcNow()),
        };

    private ChatResponse Read(ChatResponse response, HttpExchange exchange)
    {
        SetFinishReason(response, exchange.Reply);
        Secrets.Redact(response, SecretsOf(exchange));
        (response.ResponseId, response.ModelId) = (NullIfEmpty(response.ResponseId), NullIfEmpty(response.ModelId));
        var facts = FactsOf(exchange) with
        {
            Fingerprint = Redact(connection.Fingerprint(response), exchange),
            Refusal = Redact(RefusalOf(response), exchange),
        };
        if (facts.Refusal is { } refusal)
            response.Messages[^1].Contents.Add(new TextContent(refusal)); // the refusal is the response
        facts.AttachTo(response);
        if (
            string.IsNullOrWhiteSpace(response.Text)
            && response.Messages is [.., var last]
            && connection.Reasoning(response) is { } reasoning
        )
            last.Contents.Add(new TextReasoningContent(Redact(reasoning, exchange)));
        return response.FinishReason is { Value: var word } && FinishWords.IsInterruption(word)
            ? throw new ModelCallException(wording.Interrupted(word)) { Facts = facts, Response = response }
            : response;
    }

    // The client may have been given another word, since it refuses those that it does not know.
    private static void SetFinishReason(ChatResponse response, ReplyBody? reply)
    {
        if (reply is { LacksFinishReason: true })
            response.FinishReason = null;
        else if ((reply?.FinishReason ?? response.FinishReason?.Value) is { Length: > 0 } word)
            response.FinishReason = new ChatFinishReason(FinishWords.Translate(word));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private ResponseFacts FactsOf(HttpExchange exchange) => new() { RequestId = Redact(exchange.RequestId, exchange) };

    private string? Redact(string? text, HttpExchange exchange) => Secrets.Redact(text, SecretsOf(exchange));

    private string?[] SecretsOf(HttpExchange exchange) => [.. secrets, exchange.Token];

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
            _ when exchange.Status is { } status and not (>= 200 and < 300) => wording.ForStatus(
                status,
                exchange.Error ?? new ErrorBody("", []),
                text => Redact(text, exchange)!
            ),
            _ when InReply(exchange) is { } failure => failure,
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

    // The error in a response whose status says success.
    private Failure? InReply(HttpExchange exchange) =>
        exchange is { Status: { } status, Reply.Error: { } error }
            ? wording.ForStatus(status, error, text => Redact(text, exchange)!)
            : null;

    // The clients read bodies with the limit of System.Text.Json, which has no exception of its own for it.
    private static bool IsTooDeep(Exception exception) =>
        exception is JsonException && exception.Message.Contains("maximum configured depth", StringComparison.Ordinal);

    private static IEnumerable<Exception> ExceptionChain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
