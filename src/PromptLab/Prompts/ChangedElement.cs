namespace PromptLab.Prompts;

/// <summary>One thing that changed from one version to another: a section, an option, or a part of a section.</summary>
/// <param name="Section">The section, option or other part of the prompt, such as <c>constraints</c> or <c>render.style</c>.</param>
/// <param name="Part">The example or line within the section, such as <c>line 2</c>; null for the whole section.</param>
public sealed record ChangedElement(string Section, string? Part = null)
{
    /// <summary>The display name, such as <c>task</c> or <c>constraints (line 2)</c>.</summary>
    public string Name => Part is null ? Section : $"{Section} ({Part})";

    /// <summary>Parses a <see cref="Name"/> from a file. No section or option has a parenthesis in its own name.</summary>
    internal static ChangedElement Parse(string name) =>
        name.IndexOf(" (", StringComparison.Ordinal) is var at and > 0 && name.EndsWith(')')
            ? new ChangedElement(name[..at], name[(at + 2)..^1])
            : new ChangedElement(name);
}
