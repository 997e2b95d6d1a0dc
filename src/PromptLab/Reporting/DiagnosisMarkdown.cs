using PromptLab.Diagnosing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Formats a diagnosis as Markdown for a pull request: failure modes first, then slices, labels, flips and history.</summary>
internal static class DiagnosisMarkdown
{
    private const int MaxTextLength = 400;
    private const int MaxClusters = 3;

    /// <summary>Writes the diagnosis of a run.</summary>
    /// <param name="label">The reference of the version, such as <c>triage@v3</c>.</param>
    /// <param name="runId">The id of the run.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="writer">Receives the Markdown.</param>
    /// <param name="note">The note on tuning scores; null for the default, which only explains the mark.</param>
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
        foreach (var cluster in mode.Clusters.Take(MaxClusters))
        {
            writer.Write($"<details><summary>{Format.Quantity(cluster.ItemIds.Count, "item")} worded alike</summary>\n\n");
            WriteParagraphs([DiagnosisText.Heading(cluster)], writer);
            writer.Write(
                $"{MarkdownText.Block(ShortText.Truncate(cluster.Example.Input, MaxTextLength))}\n\nresponse:\n\n{MarkdownText.Block(ShortText.Truncate(cluster.Example.Output, MaxTextLength))}\n\nbecause:\n\n{MarkdownText.Block(ShortText.Truncate(string.Join('\n', cluster.Example.Reasons), MaxTextLength))}\n\n</details>\n\n"
            );
        }
    }

    private static void WriteParagraphs(IEnumerable<string> lines, TextWriter writer)
    {
        foreach (var line in lines)
            writer.Write($"{MarkdownText.Inline(line)}\n\n");
    }
}
