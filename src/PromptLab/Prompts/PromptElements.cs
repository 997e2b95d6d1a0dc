using DiffPlex;
using DiffPlex.Chunkers;

namespace PromptLab.Prompts;

/// <summary>The single elements that changed from one text of a prompt to another: what a difference between their runs can be put down to.</summary>
/// <remarks>As <see cref="PromptChanges"/>, but inside Examples each example is an element, and inside Constraints each line.</remarks>
public static class PromptElements
{
    /// <summary>
    /// Names such as <c>task</c>, <c>render.examples</c>, <c>examples (no amount)</c>, <c>constraints (line 2)</c>. A section that
    /// came or went is one element, however much stands in it. Empty where the model would see the same.
    /// </summary>
    public static IReadOnlyList<string> Between(Prompt parent, Prompt child) =>
        [.. PromptChanges.Between(parent, child).SelectMany(change => ElementsOf(change, SectionOf(parent, change), SectionOf(child, change)))];

    private static PromptSection? SectionOf(Prompt prompt, string change) => prompt.Sections.FirstOrDefault(section => section.Kind.Word() == change);

    private static IReadOnlyList<string> ElementsOf(string change, PromptSection? before, PromptSection? after) => (before, after) switch
    {
        ({ Kind: SectionKind.Examples }, { }) => [.. Examples(before, after).Select(part => $"{change} ({part})")],
        ({ Kind: SectionKind.Constraints }, { }) => [.. Lines(before.Text, after.Text).Select(part => $"{change} ({part})")],
        _ => [change],
    };

    // By name, since that is what an author calls an example by.
    private static IEnumerable<string> Examples(PromptSection before, PromptSection after)
    {
        if (before.Text != after.Text)
            yield return "introduction";
        var (was, now) = (Named(before), Named(after));
        foreach (var example in after.Examples.Where(example => !was.TryGetValue(example.Name, out var old) || !IsSame(old, example)))
            yield return example.Name;
        foreach (var example in before.Examples.Where(example => !now.ContainsKey(example.Name)))
            yield return $"{example.Name}, taken out";
        var (kept, stayed) = (before.Examples.Where(example => now.ContainsKey(example.Name)), after.Examples.Where(example => was.ContainsKey(example.Name)));
        if (!kept.Select(example => example.Name).SequenceEqual(stayed.Select(example => example.Name), StringComparer.Ordinal))
            yield return "order";
    }

    private static Dictionary<string, PromptExample> Named(PromptSection section) => section.Examples.ToDictionary(example => example.Name, StringComparer.Ordinal);

    private static bool IsSame(PromptExample one, PromptExample other) => one.Input == other.Input && one.Output == other.Output;

    // A line that was replaced is one element; lines that only changed places are one together.
    private static IReadOnlyList<string> Lines(string before, string after)
    {
        var (was, now) = (NotBlank(before), NotBlank(after));
        if (was.Order(StringComparer.Ordinal).SequenceEqual(now.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return [was.SequenceEqual(now, StringComparer.Ordinal) ? "blank lines" : "order"];
        var blocks = new Differ().CreateDiffs(string.Join('\n', was), string.Join('\n', now), ignoreWhiteSpace: false, ignoreCase: false, new LineChunker()).DiffBlocks;
        return
        [
            .. from block in blocks
               from line in Enumerable.Range(0, Math.Max(block.DeleteCountA, block.InsertCountB))
               select line < block.InsertCountB
                   ? FormattableString.Invariant($"line {block.InsertStartB + line + 1}")
                   : FormattableString.Invariant($"line {block.DeleteStartA + line + 1}, taken out"),
        ];
    }

    private static IReadOnlyList<string> NotBlank(string text) => [.. text.Split('\n').Where(line => line.Trim().Length > 0)];
}
