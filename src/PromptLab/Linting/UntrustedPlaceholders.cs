using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Finds placeholders of untrusted values among the instructions, where a model could follow a stranger's text.</summary>
internal static class UntrustedPlaceholders
{
    private static readonly SectionKind[] DataSections = [SectionKind.CurrentQuery, SectionKind.ConversationHistory];

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts.Select(linted => linted.Prompt)
        let untrusted = prompt
            .Variables.Where(variable => !variable.Trusted)
            .Select(variable => variable.Name)
            .ToHashSet(StringComparer.Ordinal)
        from section in prompt.Sections
        where !DataSections.Contains(section.Kind)
        from text in Texts(section)
        from segment in PlaceholderText.Parse(text.Text).Placeholders
        where untrusted.Contains(segment.Variable)
        select new RuleMatch(
            prompt.File,
            text.Line + text.Text.AsSpan(0, segment.Offset).Count('\n'),
            $"“{{{segment.Text}}}” is declared untrusted and stands under “# {section.Kind.Heading()}”, where the model reads it as an instruction. Move it to “# Current query”."
        );

    private static IEnumerable<(string Text, int Line)> Texts(PromptSection section) =>
        section
            .Examples.SelectMany(example => new[] { (example.Input, example.Line), (example.Output, example.Line) })
            .Prepend((section.Text, section.TextLine));
}
