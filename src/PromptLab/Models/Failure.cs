using System.Text.Json.Serialization;
using PromptLab.Texts;

namespace PromptLab.Models;

/// <summary>Why a call has no response. Failures are counted beside the scores, never as a score.</summary>
/// <param name="Type">The name of its <see cref="FailureType"/>, such as <c>timeout</c> or <c>http-401</c>.</param>
/// <param name="Message">One sentence for people; it never contains an API key.</param>
[method: JsonConstructor]
public sealed record Failure(string Type, string Message)
{
    private const int MaxMessageLength = 300;

    /// <summary>Creates a failure of a type.</summary>
    public Failure(FailureType type, string message)
        : this(type.Name, message) { }

    /// <summary>
    /// The failure of an exception from custom code: the one that a <see cref="ModelCallException"/> has, otherwise <see
    /// cref="FailureType.Exception"/> with the exception's type and the first 300 characters of its message on one line.
    /// </summary>
    public static Failure Of(Exception exception) =>
        exception is ModelCallException known ? known.Failure : Of(FailureType.Exception, exception);

    /// <summary>A failure with an exception's type and the first 300 characters of its message on one line.</summary>
    internal static Failure Of(FailureType type, Exception exception) =>
        new(type, $"{exception.GetType().Name}: {ShortText.OnOneLine(exception.Message, MaxMessageLength)}");
}
