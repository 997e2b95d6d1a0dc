using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Words the failures of an endpoint in the same way for every provider.</summary>
/// <param name="model">The model named in messages.</param>
/// <param name="endpoint">The address named in messages.</param>
internal sealed class FailureWording(ModelDefinition model, Uri endpoint)
{
    private const int MaxDetailLength = 300;
    private const int MaxErrorDepth = 2; // “error”, and the texts in it

    private static readonly string[] QuotaCodes =
    [
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_not_active",
        "billing_error",
    ];

    // Anthropic has no error codes for these.
    private static readonly string[] QuotaPhrases = ["credit balance is too low"];
    private static readonly string[] FilterPhrases = ["blocked by content filtering policy"];

    /// <summary>The failure of an error response.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The unchanged body.</param>
    /// <param name="redact">
    /// Removes keys from a text. It runs before the message is truncated, because a truncated key would not be found.
    /// </param>
    public Failure ForStatus(int status, string body, Func<string, string> redact)
    {
        var (codes, rawMessage) = ErrorOf(body);
        var message = redact(rawMessage);
        var detail =
            message.Length == 0 ? "" : $" It says: {(message.Length <= MaxDetailLength ? message : message[..MaxDetailLength] + "…")}";
        return status switch
        {
            402 => Quota(detail),
            _ when codes.Intersect(QuotaCodes, StringComparer.Ordinal).Any() || ContainsAny(message, QuotaPhrases) => Quota(detail),
            _ when codes.Contains("content_filter", StringComparer.Ordinal) || ContainsAny(message, FilterPhrases) => new Failure(
                FailureType.ContentFilter,
                $"The provider's content filter refused the request.{detail}"
            ),
            401 => new Failure(FailureType.Http(status), $"401: {KeyName()} was refused by {endpoint.Host}."),
            403 => new Failure(FailureType.Http(status), $"403: {KeyName()} may not use “{model.Id}” at {endpoint.Host}.{detail}"),
            404 => new Failure(
                FailureType.Http(status),
                $"404: {endpoint} has no “{model.Id}”. Look at the model's id and at the address.{detail}"
            ),
            429 => new Failure(FailureType.Http(status), $"429: {endpoint.Host} asks for fewer requests.{detail}"),
            >= 300 and < 400 => new Failure(
                FailureType.Http(status),
                Invariant($"{status}: {endpoint} sends us elsewhere, and keys are not sent after. Look at the address.")
            ),
            _ => new Failure(FailureType.Http(status), Invariant($"{status} from {endpoint.Host}.{detail}")),
        };
    }

    public Failure NoToken() =>
        new(
            FailureType.Http(401),
            $"No token for {endpoint.Host} could be got from Entra ID. Sign in (az login), or name a key's variable as api_key_env."
        );

    public Failure Transport(Exception cause) =>
        new(
            FailureType.Transport,
            $"{endpoint.GetLeftPart(UriPartial.Authority)} can't be reached, or the connection broke: {cause.Message}"
        );

    public Failure Malformed() =>
        new(FailureType.Malformed, $"The body of the response of {endpoint.Host} is cut off, or is no chat completion.");

    // Not retryable: it would be paid for again.
    public Failure TooLarge(int maxBytes) =>
        new(
            FailureType.TooLarge,
            Invariant(
                $"The response of {endpoint.Host} has more than {maxBytes / (1024 * 1024)} MB, and was not read to its end. Limit it by max_output_tokens."
            )
        );

    public Failure TooDeep() =>
        new(
            FailureType.TooLarge,
            $"The body of the response of {endpoint.Host} is nested more than 64 levels deep, which is too deep to be read."
        );

    public Failure NoChoice() => new(FailureType.Empty, $"The response of {endpoint.Host} holds no choice.");

    // Not retryable: the response was complete, is paid for, and would have the same value again.
    public Failure UnknownWord(string word) =>
        new(
            FailureType.UnknownWord,
            $"The response of {endpoint.Host} says “{word}” where its protocol has no such word, such as for the reason why it ended."
        );

    private Failure Quota(string detail) => new(FailureType.Quota, $"The quota at {endpoint.Host} is used up.{detail}");

    private string KeyName() => model.Provider.ApiKeyVariable is { } name ? $"the key in {name}" : "a call without a key";

    private static bool ContainsAny(string message, string[] phrases) =>
        phrases.Any(phrase => message.Contains(phrase, StringComparison.Ordinal));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // OpenAI and Anthropic: {"error": {"message", "type", "code"}}; Ollama: {"error": "text"}; some servers omit the outer “error”.
    private static (IReadOnlyList<string> Codes, string Message) ErrorOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var inner) ? inner : root;
            return error.ValueKind == JsonValueKind.String
                ? ([], error.GetString()!)
                : ([.. new[] { TextOf(error, "code"), TextOf(error, "type") }.OfType<string>()], TextOf(error, "message") ?? "");
        }
        catch (JsonException)
        {
            return StartOfError(body);
        }
    }

    // A body that was cut off still has its first texts: the code, often before a message that fills the rest.
    private static (IReadOnlyList<string> Codes, string Message) StartOfError(string body)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(body), isFinalBlock: false, state: default);
        var name = "";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = reader.GetString()!;
                else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth <= MaxErrorDepth)
                    texts.TryAdd(name, reader.GetString()!);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON from here on.
        }

        string[] codes = [.. new[] { "code", "type" }.Select(key => texts.GetValueOrDefault(key)).OfType<string>()];
        return (codes, texts.GetValueOrDefault("message") ?? texts.GetValueOrDefault("error") ?? "");
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
