using PromptLab.Projects;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Shows the lab notebook of a prompt.</summary>
internal static class LogView
{
    public static void Write(LogResult log, IReadOnlyList<string> note, TextWriter writer)
    {
        writer.WriteLine(log.Prompt);
        foreach (var (heading, lines) in NotebookText.Sections(log.Versions, log.OtherTexts))
        {
            writer.WriteLine();
            writer.WriteLine(PrintableText.OneLine(heading));
            foreach (var (subject, text) in lines)
                writer.WriteLine($"  {subject, -10}  {PrintableText.OneLine(text)}");
        }

        if (note.Count > 0)
            writer.WriteLine();
        foreach (var line in note)
            writer.WriteLine(PrintableText.OneLine(line));
    }
}
