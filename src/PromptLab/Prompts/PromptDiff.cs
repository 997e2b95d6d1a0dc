using System.Text.Json;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>What differs between two texts of a prompt: section by section, line by line, word by word within a line.</summary>
/// <param name="Changes">The elements that differ; see <see cref="PromptChanges"/>.</param>
/// <param name="Parts">The sections and options that differ, in the order of the texts.</param>
public sealed record PromptDiff(IReadOnlyList<string> Changes, IReadOnlyList<PartDiff> Parts)
{
    /// <summary>Compares two texts; empty where a model would see no difference.</summary>
    public static PromptDiff Between(Prompt before, Prompt after)
    {
        var changes = PromptChanges.Between(before, after);
        return new PromptDiff(
            changes,
            [.. changes.Select(change => new PartDiff(change, LinesOf(PartOf(before, change), PartOf(after, change))))]
        );
    }

    // The text of an element as a person would read it.
    private static string PartOf(Prompt prompt, string change)
    {
        if (prompt.Sections.FirstOrDefault(section => section.Kind.Word() == change) is { } section)
            return TextOf(section);
        return change switch
        {
            "order" => string.Join('\n', prompt.Sections.Select(one => "# " + one.Kind.Heading())),
            "variables" => string.Join('\n', prompt.Variables.Select(variable => CanonicalJson.Write(PromptIdentity.Variable(variable)))),
            "response_schema" => prompt.ResponseSchema is null ? "" : JsonSerializer.Serialize(prompt.ResponseSchema, FileJson.Indented),
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

    private static List<DiffLine> LinesOf(string before, string after)
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
                lines.Add(new DiffLine(DiffKind.Changed, WordsOf(old, now)));
            else
                lines.AddRange(Whole(old).Concat(Whole(now)).DistinctBy(line => line.Kind));
        }

        return lines;
    }

    private static IEnumerable<DiffLine> Whole(DiffPiece line)
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

    // Between two pieces that are the same, all that went stands before all that came.
    private static List<DiffWord> WordsOf(DiffPiece before, DiffPiece after)
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

/// <summary>A section or option that differs.</summary>
/// <param name="Name">Its name, as in <see cref="PromptDiff.Changes"/>.</param>
/// <param name="Lines">Its lines, those that are the same among them.</param>
public sealed record PartDiff(string Name, IReadOnlyList<DiffLine> Lines);

/// <summary>A line of a difference.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Words">Its words with the white space between them; a single one for a line that was not changed within.</param>
public sealed record DiffLine(DiffKind Kind, IReadOnlyList<DiffWord> Words);

/// <summary>A piece of a line.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">The piece.</param>
public sealed record DiffWord(DiffKind Kind, string Text);

/// <summary>What became of a piece of text.</summary>
public enum DiffKind
{
    /// <summary>It is in both.</summary>
    Same,

    /// <summary>It is in the first only.</summary>
    Removed,

    /// <summary>It is in the second only.</summary>
    Added,

    /// <summary>A line that was changed within.</summary>
    Changed,
}
