namespace PromptLab.Prompts;

/// <summary>The names of sections: headings in files, and words in XML tags, changes and options.</summary>
internal static class SectionNames
{
    private static readonly (SectionKind Kind, string Heading, string Word)[] All =
    [
        (SectionKind.Role, "Role", "role"),
        (SectionKind.Context, "Context", "context"),
        (SectionKind.Task, "Task", "task"),
        (SectionKind.Constraints, "Constraints", "constraints"),
        (SectionKind.Format, "Format", "format"),
        (SectionKind.Examples, "Examples", "examples"),
        (SectionKind.ConversationHistory, "Conversation history", "conversation_history"),
        (SectionKind.CurrentQuery, "Current query", "current_query"),
    ];

    /// <summary>Every heading, in the conventional order.</summary>
    public static IReadOnlyList<string> Headings { get; } = [.. All.Select(name => name.Heading)];

    /// <summary>The heading of a section, such as <c>Current query</c>.</summary>
    public static string Heading(this SectionKind kind) => All.First(name => name.Kind == kind).Heading;

    /// <summary>The word of a section, such as <c>current_query</c>.</summary>
    public static string Word(this SectionKind kind) => All.First(name => name.Kind == kind).Word;

    /// <summary>The section with this exact heading; null if there is none.</summary>
    public static SectionKind? Find(string heading)
    {
        foreach (var name in All)
        {
            if (name.Heading == heading)
                return name.Kind;
        }

        return null;
    }
}
