using PromptLab.Diagnosing;
using PromptLab.Reporting;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows a diagnosis: failure modes with their clusters, then slices, labels, flips and history.</summary>
internal static class DiagnoseView
{
    private const int MaxTextLength = 200;
    private const int MaxLineLength = 2000;
    private const int MaxClusters = 3;

    public static void Write(IAnsiConsole console, string label, string runId, Diagnosis diagnosis, IReadOnlyList<string> note)
    {
        console.MarkupLineInterpolated($"[bold]{PrintableText.OneLine(label, MaxTextLength)}[/] {runId}");
        WriteLines(console, "", DiagnosisText.Summary(diagnosis));
        foreach (var (index, mode) in diagnosis.Modes.Index())
            Write(console, mode, index + 1);
        foreach (var report in DiagnosisTables.Of(diagnosis))
            WriteTable(console, report);
        console.WriteLine();
        WriteLines(console, "", DiagnosisText.Rest(diagnosis));
        WriteLines(console, "", note);
    }

    private static void Write(IAnsiConsole console, FailureMode mode, int number)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{PrintableText.OneLine(DiagnosisText.Heading(mode, number), MaxLineLength)}[/]");
        WriteLines(console, "   ", DiagnosisText.Lines(mode));
        foreach (var cluster in mode.Clusters.Take(MaxClusters))
        {
            WriteLines(console, "   ", [DiagnosisText.Heading(cluster)]);
            console.WriteLine($"      input    {PrintableText.OneLine(cluster.Example.Input, MaxTextLength)}");
            console.WriteLine($"      response {PrintableText.OneLine(cluster.Example.Output, MaxTextLength)}");
            foreach (var reason in cluster.Example.Reasons)
                console.WriteLine($"      because  {PrintableText.OneLine(reason, MaxTextLength)}");
        }

        if (mode.Clusters.Count > MaxClusters)
            console.WriteLine($"   and {Format.Quantity(mode.Clusters.Count - MaxClusters, "smaller cluster")}; --json has them all.");
    }

    private static void WriteTable(IAnsiConsole console, ReportTable report)
    {
        console.WriteLine();
        console.WriteLine(PrintableText.OneLine(report.Title, MaxLineLength));
        var table = new TextTable(report.Columns);
        foreach (var row in report.Rows)
            table.AddRow(row);
        table.Write(console);
    }

    private static void WriteLines(IAnsiConsole console, string indent, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            console.WriteLine(indent + PrintableText.OneLine(line, MaxLineLength));
    }
}
