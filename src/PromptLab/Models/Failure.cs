using System.Text.Json.Serialization;
using PromptLab.Texts;

namespace PromptLab.Models;

/// <summary>Why a call gave no response. It is counted beside the scores and never inside them.</summary>
/// <param name="Type">The name of its <see cref="FailureType"/>, such as <c>timeout</c> or <c>http-401</c>.</param>
/// <param name="Message">One sentence for people; it never holds a key.</param>
[method: JsonConstructor]
public sealed record Failure(string Type, string Message)
{
    private const int LongestMessage = 300;

    /// <summary>A failure of a type.</summary>
    public Failure(FailureType type, string message)
        : this(type.Name, message) { }

    /// <summary>
    /// What an exception out of somebody's own code means: the failure that it carries, or
    /// <see cref="FailureType.Exception"/> with its type and the first 300 characters of its message on one line.
    /// </summary>
    public static Failure Of(Exception exception) =>
        exception is ModelCallException known ? known.Failure : Of(FailureType.Exception, exception);

    /// <summary>A failure of a type, with an exception's own type and the first 300 characters of its message on one line.</summary>
    internal static Failure Of(FailureType type, Exception exception) =>
        new(type, $"{exception.GetType().Name}: {ShortText.OnOneLine(exception.Message, LongestMessage)}");
}
