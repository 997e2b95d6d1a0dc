using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Takes a section of one text of a prompt into another; every line stays as its author wrote it.</summary>
internal static class SectionTransplant
{
    /// <summary>The text with the section as the source has it: replaced, put in at its place, or taken out.</summary>
    public static string Into(string text, Prompt prompt, SectionKind kind, string sourceText, Prompt source) =>
        Put(
            text,
            prompt,
            kind,
            source.Sections.FirstOrDefault(section => section.Kind == kind) is { } section
                ? BlockOf(TextFile.Normalise(sourceText).Split('\n'), source, section)
                : [],
            source
        );

    /// <summary>The text with a section of another content at its place.</summary>
    public static string Into(string text, Prompt prompt, PromptSection section) =>
        Put(text, prompt, section.Kind, LinesOf(section), prompt);

    /// <summary>
    /// The text with its sections in the order of another text; those that the other has not stay behind their
    /// neighbours.
    /// </summary>
    public static string InOrderOf(string text, Prompt prompt, Prompt source)
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

    private static string Put(string text, Prompt prompt, SectionKind kind, IReadOnlyList<string> block, Prompt source)
    {
        var lines = TextFile.Normalise(text).Split('\n').ToList();
        var (start, count) = prompt.Sections.FirstOrDefault(one => one.Kind == kind) is { } old
            ? (old.Line - 1, EndOf(lines.Count, prompt, old) - (old.Line - 1))
            : (PlaceFor(kind, lines.Count, prompt, source), 0);
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

    // From the heading to the last line with something on it.
    private static List<string> BlockOf(string[] lines, Prompt prompt, PromptSection section)
    {
        var block = lines[(section.Line - 1)..EndOf(lines.Length, prompt, section)].ToList();
        while (block[^1].Trim().Length == 0)
            block.RemoveAt(block.Count - 1);
        return block;
    }

    // The index after the section's last line.
    private static int EndOf(int lines, Prompt prompt, PromptSection section) =>
        prompt.Sections.Where(other => other.Line > section.Line).Select(other => other.Line - 1).DefaultIfEmpty(lines).Min();

    // Before the first section that follows it in the source and is here; else at the end.
    private static int PlaceFor(SectionKind kind, int lines, Prompt prompt, Prompt source)
    {
        var following = source.Sections.SkipWhile(section => section.Kind != kind).Skip(1).Select(section => section.Kind).ToHashSet();
        return prompt
            .Sections.Where(section => following.Contains(section.Kind))
            .Select(section => section.Line - 1)
            .DefaultIfEmpty(lines)
            .Min();
    }
}
