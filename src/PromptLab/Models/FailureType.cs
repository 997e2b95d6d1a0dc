using System.Globalization;

namespace PromptLab.Models;

/// <summary>
/// A type of failed call: the stable word by which files and reports name it, and what it says about further calls.
/// Every type there is stands here; a word that is none of them, such as one of a later version, has no such facts.
/// </summary>
public sealed record FailureType
{
    internal const string HttpPrefix = "http-";

    private const int StatusDigits = 3;

    private FailureType(string name) => Name = name;

    /// <summary>No response came in time.</summary>
    public static FailureType Timeout { get; } = new("timeout") { IsRetryable = true, IsUnreached = true };

    /// <summary>The endpoint can't be reached, or the connection broke.</summary>
    public static FailureType Transport { get; } = new("transport") { IsRetryable = true, IsUnreached = true };

    /// <summary>The body of the response is cut off, or is no chat completion.</summary>
    public static FailureType Malformed { get; } = new("malformed") { IsRetryable = true };

    /// <summary>The response has no choice or no content.</summary>
    public static FailureType Empty { get; } = new("empty") { IsRetryable = true };

    /// <summary>The provider's content filter refused the request or cut the response off.</summary>
    public static FailureType ContentFilter { get; } = new("content-filter");

    /// <summary>The model used up its output tokens before it wrote any text.</summary>
    public static FailureType Length { get; } = new("length");

    /// <summary>The quota at the provider is used up: no further call of the model can succeed.</summary>
    public static FailureType Quota { get; } = new("quota") { IsFinal = true };

    /// <summary>The response has a word that its protocol does not know.</summary>
    public static FailureType UnknownWord { get; } = new("unknown-word");

    /// <summary>The request has no message that its provider's protocol asks for.</summary>
    public static FailureType NoUserMessage { get; } = new("no-user-message");

    /// <summary>The model replays recordings, and none has this request.</summary>
    public static FailureType NotRecorded { get; } = new("not-recorded");

    /// <summary>A file of responses has none for the item.</summary>
    public static FailureType Missing { get; } = new("missing");

    /// <summary>A file of responses says that the call failed.</summary>
    public static FailureType RecordedError { get; } = new("recorded-error");

    /// <summary>The item's input was edited after the call.</summary>
    public static FailureType ItemChanged { get; } = new("item-changed");

    /// <summary>Somebody's own chat client threw an exception that names neither a status, a time-out nor a broken connection.</summary>
    public static FailureType ClientError { get; } = new("client-error");

    /// <summary>A grader threw an exception.</summary>
    public static FailureType Exception { get; } = new("exception");

    /// <summary>Every type but those of HTTP statuses, which <see cref="Http"/> makes.</summary>
    public static IReadOnlyList<FailureType> All { get; } =
    [
        Timeout,
        Transport,
        Malformed,
        Empty,
        ContentFilter,
        Length,
        Quota,
        UnknownWord,
        NoUserMessage,
        NotRecorded,
        Missing,
        RecordedError,
        ItemChanged,
        ClientError,
        Exception,
    ];

    /// <summary>The stable word, such as <c>timeout</c> or <c>http-429</c>.</summary>
    public string Name { get; }

    /// <summary>True where the failure may be gone at the next attempt.</summary>
    public bool IsRetryable { get; private init; }

    /// <summary>True where nothing answered: a few in a row end the calls of the model.</summary>
    public bool IsUnreached { get; private init; }

    /// <summary>True where the provider refused the key: a few in a row end the calls of the model.</summary>
    public bool IsKeyRefused { get; private init; }

    /// <summary>True where no further call of the model can succeed.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>The type of a response with a status that is no success: <c>http-401</c>, <c>http-503</c>, ….</summary>
    public static FailureType Http(int status) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{HttpPrefix}{status}"))
        {
            IsRetryable = status is 408 or 429 or (>= 500 and <= 599),
            IsKeyRefused = status is 401 or 403,
        };

    /// <summary>The type that a word names; for an unknown word a type without facts.</summary>
    public static FailureType Of(string name) =>
        All.FirstOrDefault(type => type.Name == name) ?? (StatusOf(name) is { } status ? Http(status) : new FailureType(name));

    /// <summary>The stable word.</summary>
    public override string ToString() => Name;

    private static int? StatusOf(string name) =>
        name.StartsWith(HttpPrefix, StringComparison.Ordinal)
        && name.Length == HttpPrefix.Length + StatusDigits
        && int.TryParse(name.AsSpan(HttpPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
}
