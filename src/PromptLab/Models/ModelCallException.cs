namespace PromptLab.Models;

/// <summary>A call of a model failed in a way that is known. The run goes on; the item is an error with this failure.</summary>
public sealed class ModelCallException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelCallException(Failure failure, Exception? innerException = null)
        : base(failure.Message, innerException) => Failure = failure;

    /// <summary>What went wrong.</summary>
    public Failure Failure { get; }

    /// <summary>How often the provider was asked, from 1; 0 where nobody was asked.</summary>
    public int Attempts { get; init; } = 1;
}
