using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Copies a section from one text of a prompt into another; all other lines stay as their author wrote them.</summary>
internal static class SectionTransplant
{
    /// <summary>The text with the section replaced, added or removed, to match the source.</summary>
    public static string ReplaceSection(string text, Prompt prompt, SectionKind kind, string sourceText, Prompt source) =>
        ReplaceBlock(
            text,
            prompt,
            kind,
            source.Sections.FirstOrDefault(section => section.Kind == kind) is { } section
                ? BlockOf(TextFile.Normalise(sourceText).Split('\n'), source, section)
                : [],
            source
        );

    /// <summary>The text with a section replaced by the given one, or with the given one added.</summary>
    public static string ReplaceSection(string text, Prompt prompt, PromptSection section) =>
        ReplaceBlock(text, prompt, section.Kind, LinesOf(section), prompt);

    /// <summary>
    /// The text with its sections in the order of another prompt; sections that the other prompt lacks stay after their
    /// predecessors.
    /// </summary>
    public static string Reorder(string text, Prompt prompt, Prompt source)
    {
        var lines = TextFile.Normalise(text).Split('\n');
        var order = source
            .Sections.Select(section => section.Kind)
            .Where(kind => prompt.Sections.Any(section => section.Kind == kind))
            .ToList();
        foreach (var (place, section) in prompt.Sections.Index().Where(one => !order.Contains(one.Item.Kind)))
            order.Insert(place == 0 ? 0 : order.IndexOf(prompt.Sections[place - 1].Kind) + 1, section.Kind);
        var head = lines.Take(prompt.Sections[0].Line - 1);
        var blocks = order.Select(kind => BlockOf(lines, prompt, prompt.Sections.First(section => section.Kind == kind)));
        return string.Join('\n', head.Concat(blocks.SelectMany(block => block.Append("")))).TrimEnd('\n') + "\n";
    }

    private static string ReplaceBlock(string text, Prompt prompt, SectionKind kind, IReadOnlyList<string> block, Prompt source)
    {
        var lines = TextFile.Normalise(text).Split('\n').ToList();
        var (start, count) = prompt.Sections.FirstOrDefault(one => one.Kind == kind) is { } old
            ? (old.Line - 1, EndIndex(lines.Count, prompt, old) - (old.Line - 1))
            : (InsertionIndex(kind, lines.Count, prompt, source), 0);
        lines.RemoveRange(start, count);
        lines.InsertRange(start, block.Count == 0 ? [] : [.. block, ""]);
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static string[] LinesOf(PromptSection section)
    {
        var examples = section.Examples.Select(example =>
            $"## Example: {example.Name}\n\n### Input\n\n{example.Input}\n\n### Output\n\n{example.Output}"
        );
        string[] parts = [$"# {section.Kind.Heading()}", .. section.Text.Length == 0 ? [] : new[] { section.Text }, .. examples];
        return string.Join("\n\n", parts).Split('\n');
    }

    // From the heading to the last line that is not blank.
    private static List<string> BlockOf(string[] lines, Prompt prompt, PromptSection section)
    {
        var block = lines[(section.Line - 1)..EndIndex(lines.Length, prompt, section)].ToList();
        while (block[^1].Trim().Length == 0)
            block.RemoveAt(block.Count - 1);
        return block;
    }

    // The index after the section's last line.
    private static int EndIndex(int lines, Prompt prompt, PromptSection section) =>
        prompt.Sections.Where(other => other.Line > section.Line).Select(other => other.Line - 1).DefaultIfEmpty(lines).Min();

    // Before the first section that comes later in the source and exists here; otherwise at the end.
    private static int InsertionIndex(SectionKind kind, int lines, Prompt prompt, Prompt source)
    {
        var following = source.Sections.SkipWhile(section => section.Kind != kind).Skip(1).Select(section => section.Kind).ToHashSet();
        return prompt
            .Sections.Where(section => following.Contains(section.Kind))
            .Select(section => section.Line - 1)
            .DefaultIfEmpty(lines)
            .Min();
    }
}
