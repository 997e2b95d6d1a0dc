using PromptLab.Progress;
using PromptLab.Reporting;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the status of a prompt.</summary>
internal static class StatusView
{
    private const int LongestLine = 2000;

    public static void Write(IAnsiConsole console, PromptStatus status)
    {
        console.MarkupLineInterpolated($"[bold]{PrintableText.Visible(StatusText.Heading(status), LongestLine)}[/]");
        console.WriteLine();
        foreach (var (subject, text) in StatusText.Lines(status))
            console.WriteLine($"  {subject, -9}  {PrintableText.Visible(text, LongestLine)}");
        foreach (var line in StatusText.Note(status))
            console.WriteLine($"\n{line}");
    }
}
