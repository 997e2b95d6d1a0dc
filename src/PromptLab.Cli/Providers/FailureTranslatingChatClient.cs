using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using Azure.Identity;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Cli.Providers;

/// <summary>Turns what a provider's client throws, and responses that say nothing, into failures in our words. No key and no header is ever in them.</summary>
/// <param name="innerClient">The provider's client.</param>
/// <param name="model">The model, for messages.</param>
/// <param name="endpoint">Where it is called, for messages.</param>
/// <param name="key">The key, so that a provider's message that repeats it is not passed on with it; null for none.</param>
internal sealed class FailureTranslatingChatClient(IChatClient innerClient, ModelDefinition model, Uri endpoint, string? key) : DelegatingChatClient(innerClient)
{
    private const int LongestDetail = 300;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (Describe(e, cancellationToken) is { } failure)
        {
            throw new ModelCallException(failure, e);
        }

        return Describe(response) is { } silent ? throw new ModelCallException(silent) : response;
    }

    private Failure? Describe(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        ClientResultException { Status: > 0 } e => OfStatus(e),
        ClientResultException => Transport(exception),
        AuthenticationFailedException => new Failure("http-401", $"No token for {endpoint.Host} could be got from Entra ID. Sign in (az login), or name a key's variable as api_key_env."),
        HttpRequestException or IOException => Transport(exception),
        JsonException or FormatException or KeyNotFoundException or InvalidOperationException =>
            new Failure("malformed", $"The body of the response of {endpoint.Host} is cut off, or is no chat completion."),
        ArgumentOutOfRangeException => new Failure("empty", $"The response of {endpoint.Host} holds no choice."),
        AggregateException { InnerException: { } inner } => Describe(inner, cancellationToken) ?? Transport(exception),
        _ => null,
    };

    private Failure OfStatus(ClientResultException e)
    {
        var (code, message) = ErrorOf(e);
        var detail = message.Length == 0 ? "" : $" It says: {message}";
        return (e.Status, code) switch
        {
            (_, "insufficient_quota") => new Failure("quota", $"The quota at {endpoint.Host} is used up.{detail}"),
            (_, "content_filter") => new Failure("content-filter", $"The provider's content filter refused the request.{detail}"),
            (401, _) => new Failure("http-401", $"401: {KeyName()} was refused by {endpoint.Host}."),
            (403, _) => new Failure("http-403", $"403: {KeyName()} may not use “{model.Id}” at {endpoint.Host}.{detail}"),
            (404, _) => new Failure("http-404", $"404: {endpoint} has no “{model.Id}”. Look at the model's id and at the address.{detail}"),
            (429, _) => new Failure("http-429", $"429: {endpoint.Host} asks for fewer requests.{detail}"),
            _ => new Failure(string.Create(CultureInfo.InvariantCulture, $"http-{e.Status}"), string.Create(CultureInfo.InvariantCulture, $"{e.Status} from {endpoint.Host}.{detail}")),
        };
    }

    private string KeyName() => model.Provider.ApiKeyVariable is { } name ? $"the key in {name}" : "a call without a key";

    private Failure Transport(Exception e)
    {
        var inner = e;
        while (inner.InnerException is { } deeper)
            inner = deeper;
        return new Failure("transport", $"{endpoint.GetLeftPart(UriPartial.Authority)} can't be reached, or the connection broke: {inner.Message}");
    }

    private (string? Code, string Message) ErrorOf(ClientResultException e)
    {
        try
        {
            var body = e.GetRawResponse()?.Content.ToString();
            if (string.IsNullOrEmpty(body))
                return (null, "");
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.TryGetProperty("error", out var inner) ? inner : json.RootElement;
            return (TextOf(error, "code") ?? TextOf(error, "type"), Short(TextOf(error, "message") ?? ""));
        }
        catch (Exception parse) when (parse is JsonException or InvalidOperationException)
        {
            return (null, "");
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private string Short(string text)
    {
        var safe = string.IsNullOrEmpty(key) ? text : text.Replace(key, "…", StringComparison.Ordinal);
        return safe.Length <= LongestDetail ? safe : safe[..LongestDetail] + "…";
    }

    private Failure? Describe(ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return new Failure("content-filter", "The provider's content filter cut the response off.");
        if (response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault() is { } refusal)
            return new Failure("refusal", $"The model refused: {Short(refusal.Message)}");
        return response.RawRepresentation is OpenAI.Chat.ChatCompletion { Content.Count: 0 }
            ? new Failure("empty", $"The response of {endpoint.Host} has no content.")
            : null;
    }
}
