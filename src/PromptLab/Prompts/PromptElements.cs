using DiffPlex;
using DiffPlex.Chunkers;

namespace PromptLab.Prompts;

/// <summary>
/// The single elements that changed from one text of a prompt to another: what a difference between their runs can be
/// put down to.
/// </summary>
/// <remarks>As <see cref="PromptChanges"/>, but inside Examples each example is an element, and inside Constraints each line.</remarks>
internal static class PromptElements
{
    /// <summary>
    /// Names such as <c>task</c>, <c>render.examples</c>, <c>examples (no amount)</c>, <c>constraints (line 2)</c>. A section that
    /// came or went is one element, however much stands in it. Empty where the model would see the same.
    /// </summary>
    public static IReadOnlyList<string> Between(Prompt parent, Prompt child) => [.. Of(parent, child).Select(element => element.Name)];

    /// <summary>The same elements, with the sections that they belong to.</summary>
    public static IReadOnlyList<ChangedElement> Changed(Prompt parent, Prompt child) =>
        [.. Of(parent, child).Select(element => new ChangedElement(element.Change, element.Part))];

    /// <summary>The elements, each with what its section would be if nothing else had changed.</summary>
    internal static IReadOnlyList<PromptElement> Of(Prompt parent, Prompt child) =>
        [
            .. PromptChanges
                .Between(parent, child)
                .SelectMany(change => ElementsOf(change, SectionOf(parent, change), SectionOf(child, change))),
        ];

    private static PromptSection? SectionOf(Prompt prompt, string change) =>
        prompt.Sections.FirstOrDefault(section => section.Kind.Word() == change);

    private static IEnumerable<PromptElement> ElementsOf(string change, PromptSection? before, PromptSection? after) =>
        (before, after) switch
        {
            ({ Kind: SectionKind.Examples }, { }) => Examples(before, after),
            ({ Kind: SectionKind.Constraints }, { }) => Lines(before, after),
            _ => [new PromptElement(change, null, null)],
        };

    // By name, since that is what an author calls an example by.
    private static IEnumerable<PromptElement> Examples(PromptSection before, PromptSection after)
    {
        if (before.Text != after.Text)
            yield return Part("introduction", before with { Text = after.Text });
        var (was, now) = (Names(before), Names(after));
        foreach (var (place, example) in after.Examples.Index())
        {
            var old = was.IndexOf(example.Name);
            if (old < 0)
                yield return Part(
                    example.Name,
                    before with
                    {
                        Examples = [.. before.Examples.Take(place), example, .. before.Examples.Skip(place)],
                    }
                );
            else if (before.Examples[old].Input != example.Input || before.Examples[old].Output != example.Output)
                yield return Part(
                    example.Name,
                    before with
                    {
                        Examples = [.. before.Examples.Select(one => one.Name == example.Name ? example : one)],
                    }
                );
        }

        foreach (var example in before.Examples.Where(example => !now.Contains(example.Name)))
            yield return Part($"{example.Name}, taken out", before with { Examples = [.. before.Examples.Where(one => one != example)] });
        if (!was.Intersect(now, StringComparer.Ordinal).SequenceEqual(now.Intersect(was, StringComparer.Ordinal), StringComparer.Ordinal))
            yield return Part(
                "order",
                before with
                {
                    Examples = [.. before.Examples.OrderBy(example => now.IndexOf(example.Name) is var at and >= 0 ? at : int.MaxValue)],
                }
            );

        static PromptElement Part(string part, PromptSection section) => new("examples", part, section);
    }

    private static List<string> Names(PromptSection section) => [.. section.Examples.Select(example => example.Name)];

    // A line that was replaced is one element; lines that only changed places are one together.
    private static IEnumerable<PromptElement> Lines(PromptSection before, PromptSection after)
    {
        var (was, now) = (NotBlank(before.Text), NotBlank(after.Text));
        if (was.Order(StringComparer.Ordinal).SequenceEqual(now.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return [new PromptElement("constraints", was.SequenceEqual(now, StringComparer.Ordinal) ? "blank lines" : "order", after)];
        var blocks = new Differ()
            .CreateDiffs(string.Join('\n', was), string.Join('\n', now), ignoreWhiteSpace: false, ignoreCase: false, new LineChunker())
            .DiffBlocks;
        return
        [
            .. from block in blocks
            from line in Enumerable.Range(0, Math.Max(block.DeleteCountA, block.InsertCountB))
            let added = line < block.InsertCountB ? now[block.InsertStartB + line] : null
            let at = Math.Min(block.DeleteStartA + line, block.DeleteStartA + block.DeleteCountA)
            let part = added is null
                ? FormattableString.Invariant($"line {at + 1}, taken out")
                : FormattableString.Invariant($"line {block.InsertStartB + line + 1}")
            select new PromptElement("constraints", part, before with { Text = Text(was, at, line < block.DeleteCountA ? 1 : 0, added) }),
        ];
    }

    private static string Text(IReadOnlyList<string> lines, int at, int removed, string? added) =>
        string.Join('\n', [.. lines.Take(at), .. added is null ? Array.Empty<string>() : [added], .. lines.Skip(at + removed)]);

    private static IReadOnlyList<string> NotBlank(string text) => [.. text.Split('\n').Where(line => line.Trim().Length > 0)];
}

/// <summary>One element that changed.</summary>
/// <param name="Change">The section, option or other part that it belongs to, as in <see cref="PromptChanges"/>.</param>
/// <param name="Part">The example or line inside of it; null for the whole.</param>
/// <param name="Section">
/// The parent's section with this element alone changed; null for a whole section, and for what is no section.
/// </param>
internal sealed record PromptElement(string Change, string? Part, PromptSection? Section)
{
    public string Name => new ChangedElement(Change, Part).Name;
}
