using System.Text.Json;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>The differences between two texts of a prompt: by section, by line, and by word within a line.</summary>
/// <param name="Changes">The names of the changed sections and options, such as <c>task</c> or <c>render.style</c>.</param>
/// <param name="Parts">The line diffs of these sections and options, in the same order.</param>
internal sealed record PromptDiff(IReadOnlyList<string> Changes, IReadOnlyList<PartDiff> Parts)
{
    /// <summary>Compares two texts; empty if the model would see the same.</summary>
    public static PromptDiff Between(Prompt before, Prompt after)
    {
        var changes = PromptChanges.Between(before, after);
        return new PromptDiff(
            changes,
            [.. changes.Select(change => new PartDiff(change, DiffLines(ElementText(before, change), ElementText(after, change))))]
        );
    }

    // The text of an element for people to read.
    private static string ElementText(Prompt prompt, string change)
    {
        if (prompt.Sections.FirstOrDefault(section => section.Kind.Word() == change) is { } section)
            return TextOf(section);
        return change switch
        {
            "order" => string.Join('\n', prompt.Sections.Select(one => "# " + one.Kind.Heading())),
            "variables" => string.Join('\n', prompt.Variables.Select(variable => CanonicalJson.Write(PromptIdentity.Variable(variable)))),
            "response_schema" => prompt.ResponseSchema is null ? "" : JsonSerializer.Serialize(prompt.ResponseSchema, FileJson.Indented),
            "tools" => string.Join('\n', prompt.Tools.Select(tool => JsonSerializer.Serialize(tool.ToJson(), FileJson.Indented))),
            _ when change.StartsWith("render.", StringComparison.Ordinal) =>
                $"{change}: {PromptIdentity.Render(prompt.Render)[change["render.".Length..]]}",
            _ => "",
        };
    }

    private static string TextOf(PromptSection section) =>
        string.Join(
            "\n\n",
            [
                .. section.Text.Length == 0 ? [] : new[] { section.Text },
                .. section.Examples.Select(example =>
                    $"## Example: {example.Name}\n\n### Input\n\n{example.Input}\n\n### Output\n\n{example.Output}"
                ),
            ]
        );

    private static List<DiffLine> DiffLines(string before, string after)
    {
        var lines = new List<DiffLine>();
        var sides = new SideBySideDiffBuilder(
            new Differ(),
            new LineChunker(),
            new DelimiterChunker([' ', '\t', '.', ',', ':', ';', '"', '{', '}', '(', ')'])
        ).BuildDiffModel(before, after, ignoreWhitespace: false);
        foreach (var (old, now) in sides.OldText.Lines.Zip(sides.NewText.Lines))
        {
            if (old.Type == ChangeType.Modified && now.Type == ChangeType.Modified)
                lines.Add(new DiffLine(DiffKind.Changed, DiffWords(old, now)));
            else
                lines.AddRange(WholeLine(old).Concat(WholeLine(now)).DistinctBy(line => line.Kind));
        }

        return lines;
    }

    private static IEnumerable<DiffLine> WholeLine(DiffPiece line)
    {
        DiffKind? kind = line.Type switch
        {
            ChangeType.Unchanged => DiffKind.Same,
            ChangeType.Deleted => DiffKind.Removed,
            ChangeType.Inserted => DiffKind.Added,
            _ => null,
        };
        if (kind is { } known)
            yield return new DiffLine(known, [new DiffWord(known, line.Text ?? "")]);
    }

    // Between two unchanged pieces, all removed text comes before all added text.
    private static List<DiffWord> DiffWords(DiffPiece before, DiffPiece after)
    {
        var words = new List<DiffWord>();
        var (removed, added) = ("", "");
        foreach (var (old, now) in before.SubPieces.Zip(after.SubPieces))
        {
            if (old.Type == ChangeType.Unchanged)
            {
                Flush();
                words.Add(new DiffWord(DiffKind.Same, old.Text));
            }
            else
            {
                (removed, added) = (removed + old.Text, added + now.Text);
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (removed.Length > 0)
                words.Add(new DiffWord(DiffKind.Removed, removed));
            if (added.Length > 0)
                words.Add(new DiffWord(DiffKind.Added, added));
            (removed, added) = ("", "");
        }
    }
}

/// <summary>The line diff of one changed section or option.</summary>
/// <param name="Name">Its name, as in <see cref="PromptDiff.Changes"/>.</param>
/// <param name="Lines">All lines, including unchanged ones.</param>
internal sealed record PartDiff(string Name, IReadOnlyList<DiffLine> Lines);

/// <summary>One line of a diff.</summary>
/// <param name="Kind">Whether the line is unchanged, removed, added or changed.</param>
/// <param name="Words">Its words with the white space between them; a single entry unless the line is changed.</param>
internal sealed record DiffLine(DiffKind Kind, IReadOnlyList<DiffWord> Words);

/// <summary>A piece of a line.</summary>
/// <param name="Kind">Whether the piece is unchanged, removed or added.</param>
/// <param name="Text">The text of the piece.</param>
internal sealed record DiffWord(DiffKind Kind, string Text);

/// <summary>The kinds of differences.</summary>
internal enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>Only in the first text.</summary>
    Removed,

    /// <summary>Only in the second text.</summary>
    Added,

    /// <summary>A line in both texts, of which some words differ.</summary>
    Changed,
}
