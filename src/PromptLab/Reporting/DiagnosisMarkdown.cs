using PromptLab.Diagnosing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>A diagnosis as Markdown for a pull request: the modes first, then slices, labels, flips and history.</summary>
public static class DiagnosisMarkdown
{
    private const int LongestText = 400;
    private const int MostClusters = 3;

    /// <summary>Writes the diagnosis of a run.</summary>
    /// <param name="label">The prompt and version.</param>
    /// <param name="runId">The run.</param>
    /// <param name="diagnosis">What was found.</param>
    /// <param name="writer">Where it goes.</param>
    /// <param name="note">The note below tuning scores; null for what the mark means, and no more.</param>
    public static void Write(string label, string runId, Diagnosis diagnosis, TextWriter writer, IReadOnlyList<string>? note = null)
    {
        writer.Write($"### What fails in {MarkdownText.Inline(label)}\n\n");
        WriteParagraphs(DiagnosisText.Summary(diagnosis), writer);
        foreach (var (index, mode) in diagnosis.Modes.Index())
            Write(mode, index + 1, writer);
        foreach (var table in DiagnosisTables.Of(diagnosis))
            writer.Write($"{MarkdownText.Inline(table.Title)}\n\n{MarkdownText.Table(table.Columns, table.Rows)}\n");
        WriteParagraphs(DiagnosisText.Rest(diagnosis), writer);
        WriteParagraphs(note ?? DiagnosisText.Note(diagnosis), writer);
        writer.Write($"Run: {MarkdownText.Inline(runId)}\n\n");
    }

    private static void Write(FailureMode mode, int number, TextWriter writer)
    {
        writer.Write($"**{MarkdownText.Inline(DiagnosisText.Heading(mode, number))}**\n\n");
        WriteParagraphs(DiagnosisText.Lines(mode), writer);
        foreach (var cluster in mode.Clusters.Take(MostClusters))
        {
            writer.Write($"<details><summary>{Format.Quantity(cluster.ItemIds.Count, "item")} worded alike</summary>\n\n");
            WriteParagraphs([DiagnosisText.Heading(cluster)], writer);
            writer.Write(
                $"{MarkdownText.Block(ShortText.Truncate(cluster.Example.Input, LongestText))}\n\nresponse:\n\n{MarkdownText.Block(ShortText.Truncate(cluster.Example.Output, LongestText))}\n\nbecause:\n\n{MarkdownText.Block(ShortText.Truncate(string.Join('\n', cluster.Example.Reasons), LongestText))}\n\n</details>\n\n"
            );
        }
    }

    private static void WriteParagraphs(IEnumerable<string> lines, TextWriter writer)
    {
        foreach (var line in lines)
            writer.Write($"{MarkdownText.Inline(line)}\n\n");
    }
}
