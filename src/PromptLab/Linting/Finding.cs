using System.Globalization;

namespace PromptLab.Linting;

/// <summary>A flaw of a prompt or an eval set because of which results mean less than they seem to.</summary>
public sealed record Finding
{
    /// <summary>The rule that reported it.</summary>
    public required LintRule Rule { get; init; }

    /// <summary>Its severity.</summary>
    public required LintLevel Level { get; init; }

    /// <summary>The file, as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1; null for the whole file.</summary>
    public int? Line { get; init; }

    /// <summary>What was found and how to fix it, in whole sentences.</summary>
    public required string Message { get; init; }

    /// <summary>The reason why the project silences it; null if it is not silenced.</summary>
    public string? SilencedBecause { get; init; }

    /// <summary>The finding in compiler format: <c>file:line: message [id]</c>.</summary>
    public override string ToString() =>
        Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Message} [{Rule.Id}]")
            : $"{File}: {Message} [{Rule.Id}]";
}

/// <summary>A match of a rule, before severity and silences are applied.</summary>
/// <param name="File">The file, as the user would name it.</param>
/// <param name="Line">The line, from 1; null for the whole file.</param>
/// <param name="Message">What was found and how to fix it, in whole sentences.</param>
internal sealed record RuleMatch(string File, int? Line, string Message);
