using System.Globalization;

namespace PromptLab.Files;

/// <summary>One problem with a file or an option: where it is, what is wrong and how to fix it.</summary>
/// <param name="File">The file as the user would name it (relative to the project), or an option such as <c>--split</c>.</param>
/// <param name="Line">The line, from 1; null for a problem with the whole file.</param>
/// <param name="Message">What is wrong and how to fix it, in whole sentences.</param>
public sealed record Problem(string File, int? Line, string Message)
{
    /// <summary>True for a warning, which does not stop the work.</summary>
    public bool IsWarning { get; init; }

    /// <summary>True for what is worth knowing and harmless; only on the way to the screen.</summary>
    internal bool IsNote { get; init; }

    /// <summary>The problem in compiler format: <c>file:line: message</c>.</summary>
    public override string ToString() =>
        Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Message}") : $"{File}: {Message}";
}
