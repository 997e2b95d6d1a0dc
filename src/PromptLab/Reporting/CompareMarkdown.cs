using PromptLab.Comparing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// Formats comparisons as Markdown for a pull request: the verdict first, then the figures, then the items that flipped,
/// regressions first.
/// </summary>
internal static class CompareMarkdown
{
    /// <summary>The number of flips written for each comparison, since a GitHub comment is limited to 65,536 characters.</summary>
    private const int MaxFlips = 20;

    private const int MaxTextLength = 400;

    /// <summary>Writes the comparisons and, below them, the note on tuning scores.</summary>
    /// <param name="comparisons">The comparisons, at least one.</param>
    /// <param name="writer">Receives the Markdown.</param>
    /// <param name="hasHoldout">Returns whether an eval set has a holdout, null where that is unknown. Null for always unknown.</param>
    public static void Write(IReadOnlyList<WeighedComparison> comparisons, TextWriter writer, Func<string, bool?>? hasHoldout = null)
    {
        foreach (var comparison in comparisons)
            Write(comparison, writer);
        writer.Write(MarkdownText.Paragraphs(VerdictText.Note(comparisons, hasHoldout)));
    }

    private static void Write(WeighedComparison comparison, TextWriter writer)
    {
        var evidence = comparison.Evidence;
        writer.Write(
            $"### {MarkdownText.Inline(evidence.Comparison.Candidate.Label)} against {MarkdownText.Inline(evidence.Comparison.Baseline.Label)}\n\n"
        );
        writer.Write($"**{MarkdownText.Inline(VerdictText.Of(evidence, comparison.Change))}**\n\n");
        foreach (var remark in VerdictText.Remarks(comparison))
            writer.Write($"{MarkdownText.Inline(remark)}\n\n");
        foreach (var table in ComparisonTables.Of(evidence))
            writer.Write(
                $"{(table.Title.Length == 0 ? "" : $"{MarkdownText.Inline(table.Title)}\n\n")}{MarkdownText.Table(table.Columns, table.Rows)}\n"
            );
        WriteFlips(evidence.Comparison, writer);
        writer.Write($"Runs: {MarkdownText.Inline(comparison.Baseline.RunId)} and {MarkdownText.Inline(comparison.Candidate.RunId)}\n\n");
    }

    internal static void WriteFlips(RunComparison comparison, TextWriter writer)
    {
        var flips = comparison.Flips;
        if (VerdictText.Sealed(comparison) is { } held)
            writer.Write($"{MarkdownText.Inline(held)}\n\n");
        if (flips.Count == 0)
            return;
        writer.Write(
            $"<details><summary>{Format.Count(flips.Count(pair => pair.Change == ItemChange.Broken))} broken, {Format.Count(flips.Count(pair => pair.Change == ItemChange.Fixed))} fixed</summary>\n\n"
        );
        foreach (var pair in flips.Take(MaxFlips))
        {
            writer.Write($"**{(pair.Change == ItemChange.Broken ? "broken" : "fixed")} {MarkdownText.Inline(pair.ItemId)}**\n\n");
            WriteSide("baseline", pair.Baseline, writer);
            WriteSide("candidate", pair.Candidate, writer);
        }

        if (flips.Count > MaxFlips)
            writer.Write($"and {Format.Count(flips.Count - MaxFlips)} more; promptlab compare --csv writes them all.\n\n");
        writer.Write("</details>\n\n");
    }

    private static void WriteSide(string name, ComparedSide side, TextWriter writer)
    {
        writer.Write($"{name}:\n\n{MarkdownText.Block(ShortText.Truncate(side.Output ?? Format.Missing, MaxTextLength))}\n\n");
        if (side.Reasons.Count > 0)
            writer.Write($"because:\n\n{MarkdownText.Block(ShortText.Truncate(string.Join('\n', side.Reasons), MaxTextLength))}\n\n");
    }
}
