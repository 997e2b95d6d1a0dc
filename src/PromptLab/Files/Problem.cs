using System.Globalization;

namespace PromptLab.Files;

/// <summary>One thing that is wrong with a file or an option: where it stands, what is wrong and how to mend it.</summary>
/// <param name="File">The file as the user would name it (relative to the project), or an option such as <c>--split</c>.</param>
/// <param name="Line">The line, from 1, or null where the whole file is meant.</param>
/// <param name="Message">What is wrong, and the mend, in whole sentences.</param>
public sealed record Problem(string File, int? Line, string Message)
{
    /// <summary>True where the finding is worth a look but stops nothing.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The problem as a compiler would print it: <c>file:line: message</c>.</summary>
    public override string ToString() =>
        Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Message}") : $"{File}: {Message}";
}
