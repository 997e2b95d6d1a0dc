using DiffPlex;
using DiffPlex.Chunkers;

namespace PromptLab.Prompts;

/// <summary>
/// The smallest changes from one text of a prompt to another, to which a difference between their runs can be attributed.
/// </summary>
/// <remarks>Like <see cref="PromptChanges"/>, except that each example and each line of the constraints is an element of its own.</remarks>
internal static class PromptElements
{
    /// <summary>
    /// The names of the changed elements, such as <c>task</c>, <c>render.examples</c>, <c>examples (no amount)</c> or
    /// <c>constraints (line 2)</c>. An added or removed section is one element. Empty if the model would see the same.
    /// </summary>
    public static IReadOnlyList<string> Between(Prompt parent, Prompt child) => [.. Find(parent, child).Select(element => element.Name)];

    /// <summary>The changed elements as sections and parts.</summary>
    public static IReadOnlyList<ChangedElement> Changed(Prompt parent, Prompt child) =>
        [.. Find(parent, child).Select(element => new ChangedElement(element.Change, element.Part))];

    /// <summary>The changed elements, each with the section as it would be if nothing else had changed.</summary>
    internal static IReadOnlyList<PromptElement> Find(Prompt parent, Prompt child) =>
        [
            .. PromptChanges
                .Between(parent, child)
                .SelectMany(change =>
                    change == "tools" ? Tools(parent, child) : ElementsOf(change, SectionOf(parent, change), SectionOf(child, change))
                ),
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

    // One tool is one element; tools that only moved are one element together.
    private static IEnumerable<PromptElement> Tools(Prompt parent, Prompt child)
    {
        var (before, after) = (parent.Tools.ToDictionary(tool => tool.Name), child.Tools.ToDictionary(tool => tool.Name));
        foreach (var tool in child.Tools)
        {
            if (!before.TryGetValue(tool.Name, out var old) || PromptChanges.TextOf(old) != PromptChanges.TextOf(tool))
                yield return new PromptElement("tools", tool.Name, null);
        }

        foreach (var tool in parent.Tools.Where(tool => !after.ContainsKey(tool.Name)))
            yield return new PromptElement("tools", $"{tool.Name}, taken out", null);
        if (
            !parent
                .Tools.Select(tool => tool.Name)
                .Where(after.ContainsKey)
                .SequenceEqual(child.Tools.Select(tool => tool.Name).Where(before.ContainsKey), StringComparer.Ordinal)
        )
            yield return new PromptElement("tools", "order", null);
    }

    // Matched by name, since authors refer to examples by name.
    private static IEnumerable<PromptElement> Examples(PromptSection before, PromptSection after)
    {
        if (before.Text != after.Text)
            yield return Part("introduction", before with { Text = after.Text });
        var (oldNames, newNames) = (ExampleNames(before), ExampleNames(after));
        foreach (var (place, example) in after.Examples.Index())
        {
            var old = oldNames.IndexOf(example.Name);
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

        foreach (var example in before.Examples.Where(example => !newNames.Contains(example.Name)))
            yield return Part($"{example.Name}, taken out", before with { Examples = [.. before.Examples.Where(one => one != example)] });
        if (
            !oldNames
                .Intersect(newNames, StringComparer.Ordinal)
                .SequenceEqual(newNames.Intersect(oldNames, StringComparer.Ordinal), StringComparer.Ordinal)
        )
            yield return Part(
                "order",
                before with
                {
                    Examples =
                    [
                        .. before.Examples.OrderBy(example => newNames.IndexOf(example.Name) is var at and >= 0 ? at : int.MaxValue),
                    ],
                }
            );

        static PromptElement Part(string part, PromptSection section) => new("examples", part, section);
    }

    private static List<string> ExampleNames(PromptSection section) => [.. section.Examples.Select(example => example.Name)];

    // A replaced line is one element; lines that only moved are one element together.
    private static IEnumerable<PromptElement> Lines(PromptSection before, PromptSection after)
    {
        var (oldLines, newLines) = (NonBlankLines(before.Text), NonBlankLines(after.Text));
        if (oldLines.Order(StringComparer.Ordinal).SequenceEqual(newLines.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return
            [
                new PromptElement("constraints", oldLines.SequenceEqual(newLines, StringComparer.Ordinal) ? "blank lines" : "order", after),
            ];
        var blocks = new Differ()
            .CreateDiffs(
                string.Join('\n', oldLines),
                string.Join('\n', newLines),
                ignoreWhiteSpace: false,
                ignoreCase: false,
                new LineChunker()
            )
            .DiffBlocks;
        return
        [
            .. from block in blocks
            from line in Enumerable.Range(0, Math.Max(block.DeleteCountA, block.InsertCountB))
            let added = line < block.InsertCountB ? newLines[block.InsertStartB + line] : null
            let at = Math.Min(block.DeleteStartA + line, block.DeleteStartA + block.DeleteCountA)
            let part = added is null
                ? FormattableString.Invariant($"line {at + 1}, taken out")
                : FormattableString.Invariant($"line {block.InsertStartB + line + 1}")
            select new PromptElement(
                "constraints",
                part,
                before with
                {
                    Text = ReplaceLine(oldLines, at, line < block.DeleteCountA ? 1 : 0, added),
                }
            ),
        ];
    }

    private static string ReplaceLine(IReadOnlyList<string> lines, int at, int removed, string? added) =>
        string.Join('\n', [.. lines.Take(at), .. added is null ? Array.Empty<string>() : [added], .. lines.Skip(at + removed)]);

    private static IReadOnlyList<string> NonBlankLines(string text) => [.. text.Split('\n').Where(line => line.Trim().Length > 0)];
}

/// <summary>One changed element.</summary>
/// <param name="Change">The section, option or other part that it belongs to, as in <see cref="PromptChanges"/>.</param>
/// <param name="Part">The example or line within the section; null for the whole section.</param>
/// <param name="Section">
/// The parent's section with only this element changed; null if the whole section changed or it is not a section.
/// </param>
internal sealed record PromptElement(string Change, string? Part, PromptSection? Section)
{
    public string Name => new ChangedElement(Change, Part).Name;
}
