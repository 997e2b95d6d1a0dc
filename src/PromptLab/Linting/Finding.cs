using System.Globalization;

namespace PromptLab.Linting;

/// <summary>Something in a prompt or an eval set that makes figures mean less than they seem to.</summary>
public sealed record Finding
{
    /// <summary>The kind.</summary>
    public required LintRule Rule { get; init; }

    /// <summary>How much it weighs.</summary>
    public required LintLevel Level { get; init; }

    /// <summary>The file as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1, or null where the whole file is meant.</summary>
    public int? Line { get; init; }

    /// <summary>What was found, and the mend, in whole sentences.</summary>
    public required string Message { get; init; }

    /// <summary>Why the project is content with it; null where it is not silenced.</summary>
    public string? SilencedBecause { get; init; }

    /// <summary>The finding as a compiler would print it: <c>file:line: message [id]</c>.</summary>
    public override string ToString() =>
        Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Message} [{Rule.Id}]")
            : $"{File}: {Message} [{Rule.Id}]";
}

/// <summary>Where a check found something, and what.</summary>
/// <param name="File">The file as the user would name it.</param>
/// <param name="Line">The line, from 1, or null where the whole file is meant.</param>
/// <param name="Message">What was found, and the mend, in whole sentences.</param>
internal sealed record Spot(string File, int? Line, string Message);
