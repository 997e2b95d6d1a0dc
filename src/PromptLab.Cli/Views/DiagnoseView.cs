using PromptLab.Diagnosing;
using PromptLab.Reporting;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>A diagnosis on the screen: the modes first, each with its clusters, then slices, labels, flips and history.</summary>
internal static class DiagnoseView
{
    private const int LongestText = 200;
    private const int LongestLine = 2000;
    private const int MostClusters = 3;

    public static void Write(IAnsiConsole console, string label, string runId, Diagnosis diagnosis, IReadOnlyList<string> note)
    {
        console.MarkupLineInterpolated($"[bold]{PrintableText.Visible(label, LongestText)}[/] {runId}");
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
        console.MarkupLineInterpolated($"[bold]{PrintableText.Visible(DiagnosisText.Heading(mode, number), LongestLine)}[/]");
        WriteLines(console, "   ", DiagnosisText.Lines(mode));
        foreach (var cluster in mode.Clusters.Take(MostClusters))
        {
            WriteLines(console, "   ", [DiagnosisText.Heading(cluster)]);
            console.WriteLine($"      input    {PrintableText.Visible(cluster.Example.Input, LongestText)}");
            console.WriteLine($"      response {PrintableText.Visible(cluster.Example.Output, LongestText)}");
            foreach (var reason in cluster.Example.Reasons)
                console.WriteLine($"      because  {PrintableText.Visible(reason, LongestText)}");
        }

        if (mode.Clusters.Count > MostClusters)
            console.WriteLine($"   and {Format.Quantity(mode.Clusters.Count - MostClusters, "smaller cluster")}; --json has them all.");
    }

    private static void WriteTable(IAnsiConsole console, ReportTable report)
    {
        console.WriteLine();
        console.WriteLine(PrintableText.Visible(report.Title, LongestLine));
        var table = new TextTable(report.Columns);
        foreach (var row in report.Rows)
            table.AddRow(row);
        table.Write(console);
    }

    private static void WriteLines(IAnsiConsole console, string indent, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            console.WriteLine(indent + PrintableText.Visible(line, LongestLine));
    }
}
