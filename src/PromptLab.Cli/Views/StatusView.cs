using PromptLab.Progress;
using PromptLab.Reporting;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the status of a prompt.</summary>
internal static class StatusView
{
    private const int MaxLineLength = 2000;

    public static void Write(IAnsiConsole console, PromptStatus status)
    {
        console.MarkupLineInterpolated($"[bold]{PrintableText.OneLine(StatusText.Heading(status), MaxLineLength)}[/]");
        console.WriteLine();
        foreach (var (subject, text) in StatusText.Lines(status))
            console.WriteLine($"  {subject, -9}  {PrintableText.OneLine(text, MaxLineLength)}");
        foreach (var line in StatusText.Note(status))
            console.WriteLine($"\n{line}");
    }
}
