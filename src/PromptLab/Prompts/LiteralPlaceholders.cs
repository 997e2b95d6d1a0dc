using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>Finds texts of a prompt that look like a placeholder of one of its variables and are sent as they stand.</summary>
internal static class LiteralPlaceholders
{
    /// <summary>The matches with their lines, and the sentence that says what to write instead.</summary>
    public static IEnumerable<(int Line, string Variable, string Message)> Find(Prompt prompt)
    {
        string[] names = [.. prompt.Variables.Select(variable => variable.Name)];
        return prompt
            .Sections.SelectMany(TextsOf)
            .SelectMany(part =>
                LikePlaceholder
                    .Find(part.Text, names)
                    .Select(match =>
                        (
                            part.Line + part.Text.AsSpan(0, match.Offset).Count('\n'),
                            match.Variable,
                            $"“{match.Text}” looks like a placeholder of “{match.Variable}” and is sent as it stands. Write {{{match.Variable}}} for the value, or \\{match.Text} for the literal text."
                        )
                    )
            );
    }

    private static IEnumerable<(string Text, int Line)> TextsOf(PromptSection section) =>
        section
            .Examples.SelectMany(example => new[] { (example.Input, example.Line), (example.Output, example.Line) })
            .Prepend((section.Text, section.TextLine));
}
