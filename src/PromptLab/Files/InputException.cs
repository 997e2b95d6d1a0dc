namespace PromptLab.Files;

/// <summary>
/// The input (a file, an option) can't be used. It carries every problem found; nothing was sent to a model. Exit code
/// 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception from all problems found; at least one of them is an error.</summary>
    public InputException(IReadOnlyList<Problem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Creates the exception from a single problem.</summary>
    public InputException(string file, int? line, string message)
        : this([new Problem(file, line, message)]) { }

    /// <summary>Every problem found, in order.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
