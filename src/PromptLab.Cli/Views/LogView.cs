using PromptLab.Progress;
using PromptLab.Reporting;

namespace PromptLab.Cli.Views;

/// <summary>Shows the lab notebook of a prompt.</summary>
internal static class LogView
{
    public static void Write(string prompt, IReadOnlyList<NotebookEntry> entries, IReadOnlyList<string> note, TextWriter writer)
    {
        writer.WriteLine(prompt);
        foreach (var entry in entries)
        {
            writer.WriteLine();
            writer.WriteLine(PrintableText.Visible(NotebookText.Heading(entry), int.MaxValue));
            foreach (var (subject, text) in NotebookText.Lines(entry))
                writer.WriteLine($"  {subject, -10}  {PrintableText.Visible(text, int.MaxValue)}");
        }

        if (note.Count > 0)
            writer.WriteLine();
        foreach (var line in note)
            writer.WriteLine(PrintableText.Visible(line, int.MaxValue));
    }
}
