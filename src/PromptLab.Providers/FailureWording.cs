using System.Globalization;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Words the failures of an endpoint in the same way for every provider.</summary>
/// <param name="model">The model named in messages.</param>
/// <param name="endpoint">The address named in messages.</param>
internal sealed class FailureWording(ModelDefinition model, Uri endpoint)
{
    private const int MaxDetailLength = 300;

    /// <summary>The failure of an error response, or of an error in a response whose status says success.</summary>
    /// <param name="status">The HTTP status of the response.</param>
    /// <param name="body">What its body says.</param>
    /// <param name="redact">
    /// Removes keys from a text. It runs before the message is truncated, because a truncated key would not be found.
    /// </param>
    public Failure ForStatus(int status, ErrorBody body, Func<string, string> redact)
    {
        var words = redact(body.Message);
        var detail = DetailOf(body, words, ServerHints.For(model, words));
        if (body.IsWebPage && status is >= 200 and < 300)
            return new Failure(
                FailureType.WebPage,
                $"A web page came back from {endpoint.Host} instead of an answer{(words.Length == 0 ? "" : $": “{Shorten(words)}”")}. It may be the sign-in page of a proxy or VPN: sign in, or look at the address."
            );
        if (ErrorKind.IsQuota(status, body))
            return Quota(detail);
        return ErrorKind.IsContentFilter(body)
            ? new Failure(FailureType.ContentFilter, $"The provider's content filter refused the request.{detail}")
            : OfStatus(status, ErrorKind.StatusOf(status, body), ErrorKind.IsTooLong(body), detail, words);
    }

    private Failure OfStatus(int status, int meant, bool isTooLong, string detail, string words) =>
        new(
            FailureType.Http(meant),
            meant switch
            {
                401 => $"401: {KeyName()} was refused by {endpoint.Host}.{KeyParts.Mask(detail)}",
                403 => $"403: {KeyName()} may not use “{model.Id}” at {endpoint.Host}.{KeyParts.Mask(detail)}",
                404 => $"404: {endpoint} has no “{model.Id}”. Look at the model's id and at the address.{detail}",
                429 => $"429: {endpoint.Host} asks for fewer requests.{detail}",
                >= 300 and < 400 => Invariant($"{meant}: {endpoint} sends us elsewhere, and keys are not sent after. Look at the address."),
                _ when isTooLong => Invariant($"{meant}: the request is longer than “{model.Id}” can read.{detail}"),
                < 300 => Invariant($"{status} from {endpoint.Host}, with an error instead of an answer.{detail}"),
                _ => Invariant($"{meant} from {endpoint.Host}.{detail}"),
            }
        );

    /// <summary>The server says that it broke the answer off, so that its text is a part of one.</summary>
    public Failure Interrupted(string word) =>
        new(FailureType.Malformed, $"{endpoint.Host} broke the answer off and gave “{word}” as the reason.");

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

    private static string DetailOf(ErrorBody body, string words, string hint) =>
        words.Length == 0 ? ""
        : body.IsWebPage ? $" It sent a web page: “{Shorten(words)}”."
        : hint.Length == 0 ? $" It says: {Shorten(words)}"
        : $" It says: {Shorten(words).TrimEnd('.')}.{hint}";

    private static string Shorten(string words)
    {
        var line = string.Concat(words.Select(character => char.IsControl(character) ? ' ' : character));
        if (line.Length <= MaxDetailLength)
            return line;
        return line[..(char.IsHighSurrogate(line[MaxDetailLength - 1]) ? MaxDetailLength - 1 : MaxDetailLength)] + "…";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
