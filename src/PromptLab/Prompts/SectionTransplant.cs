using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Takes a section of one text of a prompt into another; every line stays as its author wrote it.</summary>
internal static class SectionTransplant
{
    /// <summary>The text with the section as the source has it: replaced, put in at its place, or taken out.</summary>
    public static string Into(string text, Prompt prompt, SectionKind kind, string sourceText, Prompt source)
    {
        var lines = TextFile.Normalise(text).Split('\n').ToList();
        var taken = source.Sections.FirstOrDefault(section => section.Kind == kind) is { } section ? BlockOf(TextFile.Normalise(sourceText).Split('\n'), source, section) : [];
        var (start, count) = prompt.Sections.FirstOrDefault(one => one.Kind == kind) is { } old
            ? (old.Line - 1, EndOf(lines.Count, prompt, old) - (old.Line - 1))
            : (PlaceFor(kind, lines.Count, prompt, source), 0);
        lines.RemoveRange(start, count);
        lines.InsertRange(start, taken.Count == 0 ? [] : [.. taken, ""]);
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
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
        return prompt.Sections.Where(section => following.Contains(section.Kind)).Select(section => section.Line - 1).DefaultIfEmpty(lines).Min();
    }
}
