using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Prompts;

/// <summary>Splits the text below the front matter into sections by its headings. Headings inside code fences are text.</summary>
internal sealed class SectionReader(string shownAs, Problems problems)
{
    private const string ExampleHeading = "Example:";

    public IReadOnlyList<PromptSection> Read(IReadOnlyList<string> lines, int first)
    {
        var sections = new List<PromptSection>();
        CheckFences(lines, first);
        var blocks = SplitByHeading(lines, first, lines.Count, "# ");
        if (blocks.Preface.Trim().Length > 0)
            problems.Add(
                shownAs,
                first + 1,
                $"Text stands before the first heading. Put it under one of: # {string.Join(", # ", SectionNames.Headings)}."
            );
        foreach (var block in blocks.Headed)
        {
            if (SectionOf(block, lines) is not { } section)
                continue;
            if (sections.Find(other => other.Kind == section.Kind) is { } existing)
                problems.Add(
                    shownAs,
                    section.Line,
                    FormattableString.Invariant($"“# {section.Kind.Heading()}” is there already, on line {existing.Line}. Join the two.")
                );
            else
                sections.Add(section);
        }

        return sections;
    }

    // An open fence turns all headings after it into text, which shows elsewhere and under another name.
    private void CheckFences(IReadOnlyList<string> lines, int first)
    {
        string? fence = null;
        var opened = 0;
        for (var i = first; i < lines.Count; i++)
        {
            var after = FenceAfter(lines[i], fence);
            if (fence is null && after is not null)
                opened = i + 1;
            fence = after;
        }

        if (fence is not null && lines.Skip(opened).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal)) is { } heading)
            problems.Add(
                shownAs,
                opened,
                $"The code fence that opens here is never closed, so that “{heading.Trim()}” and what follows is text of it. Close it with a line of {fence}."
            );
    }

    private PromptSection? SectionOf(Block block, IReadOnlyList<string> lines)
    {
        if (SectionNames.Find(block.Heading) is not { } kind)
        {
            problems.Add(
                shownAs,
                block.Line,
                $"“# {block.Heading}” is no known section.{NearestName.Suggest(block.Heading, SectionNames.Headings)}"
            );
            return null;
        }

        var section =
            kind == SectionKind.Examples
                ? ExamplesOf(block, lines)
                : new PromptSection
                {
                    Kind = kind,
                    Text = TextOf(lines, block.Line, block.End),
                    Line = block.Line,
                    TextLine = FirstLine(lines, block),
                };
        if (TextOf(lines, block.Line, block.End).Length == 0)
            problems.Add(shownAs, block.Line, $"“# {block.Heading}” is empty. Write it or remove the heading.");
        return section;
    }

    private PromptSection ExamplesOf(Block block, IReadOnlyList<string> lines)
    {
        var blocks = SplitByHeading(lines, block.Line, block.End, "## ");
        var examples = new List<PromptExample>();
        foreach (var inner in blocks.Headed)
        {
            if (ExampleOf(inner, lines) is not { } example)
                continue;
            if (examples.Find(other => other.Name == example.Name) is { } existing)
                problems.Add(
                    shownAs,
                    example.Line,
                    FormattableString.Invariant(
                        $"The example “{example.Name}” is there already, on line {existing.Line}. Give it a name of its own."
                    )
                );
            else
                examples.Add(example);
        }

        return new PromptSection
        {
            Kind = SectionKind.Examples,
            Text = blocks.Preface.Trim('\n'),
            Examples = examples,
            Line = block.Line,
            TextLine = FirstLine(lines, block),
        };
    }

    private PromptExample? ExampleOf(Block block, IReadOnlyList<string> lines)
    {
        var name = block.Heading.StartsWith(ExampleHeading, StringComparison.Ordinal) ? block.Heading[ExampleHeading.Length..].Trim() : "";
        if (name.Length == 0)
        {
            problems.Add(shownAs, block.Line, $"“## {block.Heading}” is no example. Write “## Example: name”.");
            return null;
        }

        var parts = SplitByHeading(lines, block.Line, block.End, "### ").Headed;
        foreach (var other in parts.Where(part => part.Heading is not ("Input" or "Output")))
            problems.Add(
                shownAs,
                other.Line,
                $"“### {other.Heading}” is not known in an example.{NearestName.Suggest(other.Heading, ["Input", "Output"])}"
            );
        return PartOf("Input") is { } input && PartOf("Output") is { } output ? new PromptExample(name, input, output, block.Line) : null;

        string? PartOf(string heading)
        {
            var found = parts.Where(part => part.Heading == heading).ToList();
            var text = found.Count == 1 ? TextOf(lines, found[0].Line, found[0].End) : "";
            if (text.Length > 0)
                return text;
            problems.Add(
                shownAs,
                found.Count == 0 ? block.Line : found[^1].Line,
                $"The example “{name}” needs one “### {heading}” with a text."
            );
            return null;
        }
    }

    // Line is that of the heading, from 1, and therefore the index of the first line after it. End is the index after the last line.
    private sealed record Block(string Heading, int Line, int End);

    private static (string Preface, IReadOnlyList<Block> Headed) SplitByHeading(
        IReadOnlyList<string> lines,
        int first,
        int end,
        string mark
    )
    {
        var starts = new List<int>();
        string? fence = null;
        for (var i = first; i < end; i++)
        {
            fence = FenceAfter(lines[i], fence);
            if (fence is null && lines[i].StartsWith(mark, StringComparison.Ordinal))
                starts.Add(i);
        }

        var headed = starts
            .Select((start, i) => new Block(lines[start][mark.Length..].Trim(), start + 1, i + 1 < starts.Count ? starts[i + 1] : end))
            .ToList();
        return (TextOf(lines, first, starts.Count > 0 ? starts[0] : end), headed);
    }

    // The fence still open after a line, or null: ``` or ~~~, closed by at least as many of the same character.
    private static string? FenceAfter(string line, string? openFence)
    {
        var text = line.TrimStart(' ');
        if (openFence is not null)
            return text.StartsWith(openFence, StringComparison.Ordinal) && text.Trim().All(c => c == openFence[0]) ? null : openFence;
        var mark =
            text.StartsWith("```", StringComparison.Ordinal) ? '`'
            : text.StartsWith("~~~", StringComparison.Ordinal) ? '~'
            : '\0';
        return mark == '\0' ? null : new string(mark, text.TakeWhile(c => c == mark).Count());
    }

    // The line of the first character that TextOf keeps, from 1.
    private static int FirstLine(IReadOnlyList<string> lines, Block block) =>
        block.Line + 1 + lines.Skip(block.Line).Take(block.End - block.Line).TakeWhile(line => line.Length == 0).Count();

    private static string TextOf(IReadOnlyList<string> lines, int first, int end) =>
        string.Join('\n', lines.Skip(first).Take(end - first)).Trim('\n');
}
