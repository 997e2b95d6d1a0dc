using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A call of a model failed in a way that is known. The run goes on; the item is an error with this failure.</summary>
public sealed class ModelCallException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelCallException(Failure failure, Exception? innerException = null)
        : base(failure.Message, innerException) => Failure = failure;

    /// <summary>What went wrong.</summary>
    public Failure Failure { get; }

    /// <summary>What is known of the call: attempts, waits, the id of the last request.</summary>
    public ResponseFacts Facts { get; init; } = new();

    /// <summary>
    /// What came back all the same, such as a response that a content filter cut off; null where nothing did. Its
    /// tokens are paid for.
    /// </summary>
    public ChatResponse? Response { get; init; }

    /// <summary>How long the provider asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same failure with more facts.</summary>
    public ModelCallException With(ResponseFacts facts) =>
        new(Failure, InnerException)
        {
            Facts = facts,
            Response = Response,
            RetryAfter = RetryAfter,
        };
}
