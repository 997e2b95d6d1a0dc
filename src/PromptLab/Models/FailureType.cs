using System.Globalization;

namespace PromptLab.Models;

/// <summary>
/// The type of a failed call: a stable name used in files and reports, and what it means for further calls. A name that is not
/// in <see cref="All"/>, such as one from a later version, is never retryable or final.
/// </summary>
public sealed record FailureType
{
    internal const string HttpPrefix = "http-";

    private const int StatusDigits = 3;

    private FailureType(string name) => Name = name;

    /// <summary>No response within the time limit.</summary>
    public static FailureType Timeout { get; } = new("timeout") { IsRetryable = true, IsUnreachable = true };

    /// <summary>The endpoint cannot be reached, or the connection broke.</summary>
    public static FailureType Transport { get; } = new("transport") { IsRetryable = true, IsUnreachable = true };

    /// <summary>The body of the response is truncated, or is not a chat completion.</summary>
    public static FailureType Malformed { get; } = new("malformed") { IsRetryable = true };

    /// <summary>A web page came back with a status of success, such as the sign-in page of a proxy.</summary>
    public static FailureType WebPage { get; } = new("web-page") { IsUnreachable = true };

    /// <summary>The body of the response has more than 16 MB, or is nested more than 64 levels deep: it was not read to its end.</summary>
    public static FailureType TooLarge { get; } = new("too-large");

    /// <summary>The response has no choice, or no text that one could see.</summary>
    public static FailureType Empty { get; } = new("empty") { IsRetryable = true };

    /// <summary>The provider's content filter blocked the request or cut off the response.</summary>
    public static FailureType ContentFilter { get; } = new("content-filter");

    /// <summary>The model used up its output tokens before it wrote any text.</summary>
    public static FailureType Length { get; } = new("length");

    /// <summary>The model wrote its reasoning and no text after it.</summary>
    public static FailureType ReasoningOnly { get; } = new("reasoning-only");

    /// <summary>The response calls a tool, has no text, and the prompt offers no tools.</summary>
    public static FailureType ToolCall { get; } = new("tool-call");

    /// <summary>The provider's quota is used up: no further call of the model can succeed.</summary>
    public static FailureType Quota { get; } = new("quota") { IsFinal = true };

    /// <summary>The response has a value that the protocol does not define, such as an unknown finish reason.</summary>
    public static FailureType UnknownWord { get; } = new("unknown-word");

    /// <summary>The request has no user message, which the provider's protocol requires.</summary>
    public static FailureType NoUserMessage { get; } = new("no-user-message");

    /// <summary>The model replays recordings, and none has this request.</summary>
    public static FailureType NotRecorded { get; } = new("not-recorded");

    /// <summary>A file of responses has none for the item.</summary>
    public static FailureType Missing { get; } = new("missing");

    /// <summary>A file of responses says that the call failed.</summary>
    public static FailureType RecordedError { get; } = new("recorded-error");

    /// <summary>The item's input was edited after the call.</summary>
    public static FailureType ItemChanged { get; } = new("item-changed");

    /// <summary>A custom chat client threw an exception that is not a status, a time-out or a broken connection.</summary>
    public static FailureType ClientError { get; } = new("client-error");

    /// <summary>A grader threw an exception.</summary>
    public static FailureType Exception { get; } = new("exception");

    /// <summary>Every type except those of HTTP statuses, which <see cref="Http"/> creates.</summary>
    public static IReadOnlyList<FailureType> All { get; } =
    [
        Timeout,
        Transport,
        Malformed,
        WebPage,
        TooLarge,
        Empty,
        ContentFilter,
        Length,
        ReasoningOnly,
        ToolCall,
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

    /// <summary>The stable name, such as <c>timeout</c> or <c>http-429</c>.</summary>
    public string Name { get; }

    /// <summary>True if the next attempt may succeed.</summary>
    public bool IsRetryable { get; private init; }

    /// <summary>True if the endpoint did not respond; several in a row stop further calls of the model.</summary>
    public bool IsUnreachable { get; private init; }

    /// <summary>True if the provider rejected the API key; several in a row stop further calls of the model.</summary>
    public bool IsKeyRejected { get; private init; }

    /// <summary>True if no further call of the model can succeed.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>
    /// The type of a response with an error status, such as <c>http-401</c> or <c>http-503</c>; <c>http-200</c> for an error without a code
    /// in a response whose status says success.
    /// </summary>
    public static FailureType Http(int status) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{HttpPrefix}{status}"))
        {
            IsRetryable = status is 408 or 429 or (>= 500 and <= 599),
            IsKeyRejected = status is 401 or 403,
        };

    /// <summary>The type with this name; for an unknown name, a type for which all properties are false.</summary>
    public static FailureType Of(string name) =>
        All.FirstOrDefault(type => type.Name == name) ?? (ParseStatus(name) is { } status ? Http(status) : new FailureType(name));

    /// <summary>The stable name, <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    private static int? ParseStatus(string name) =>
        name.StartsWith(HttpPrefix, StringComparison.Ordinal)
        && name.Length == HttpPrefix.Length + StatusDigits
        && int.TryParse(name.AsSpan(HttpPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
}
