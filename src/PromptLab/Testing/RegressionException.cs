namespace PromptLab.Testing;

/// <summary>A version is worse than its baseline, or could not be judged; the message says which, and by what numbers.</summary>
public sealed class RegressionException : Exception
{
    internal RegressionException(string message)
        : base(message) { }
}
