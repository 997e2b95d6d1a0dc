namespace PromptLab.Files;

/// <summary>Invalid input (a file or an option), with every problem found. Nothing was sent to a model; the exit code is 2.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception from a list of problems, at least one of which is an error.</summary>
    public InputException(IReadOnlyList<Problem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Creates the exception from a single problem.</summary>
    /// <param name="file">The file as shown to the user, or what else was wrong, such as an option.</param>
    /// <param name="line">The line, from 1; null where the problem concerns the whole file.</param>
    /// <param name="message">What is wrong and how to correct it, as sentences.</param>
    public InputException(string file, int? line, string message)
        : this([new Problem(file, line, message)]) { }

    /// <summary>Every problem, including warnings, in the order found.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
