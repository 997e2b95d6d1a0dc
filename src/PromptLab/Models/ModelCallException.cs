using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A model call failed in a known way. The run continues; the item becomes an error with this failure.</summary>
public sealed class ModelCallException : Exception
{
    /// <summary>Creates the exception with the failure's message.</summary>
    /// <param name="failure">The type of the failure and its message.</param>
    /// <param name="innerException">The exception of the client or the network; null where there is none.</param>
    public ModelCallException(Failure failure, Exception? innerException = null)
        : base(failure.Message, innerException) => Failure = failure;

    /// <summary>The type of the failure and its message.</summary>
    public Failure Failure { get; }

    /// <summary>What is known about the call: attempts, waits, the id of the last request.</summary>
    public ResponseFacts Facts { get; init; } = new();

    /// <summary>
    /// The response if there was one nevertheless, such as one cut off by a content filter; null if there was none. Its tokens are
    /// paid for.
    /// </summary>
    public ChatResponse? Response { get; init; }

    /// <summary>How long the provider asked the client to wait; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A copy of the exception with other facts.</summary>
    public ModelCallException WithFacts(ResponseFacts facts) =>
        new(Failure, InnerException)
        {
            Facts = facts,
            Response = Response,
            RetryAfter = RetryAfter,
        };
}
