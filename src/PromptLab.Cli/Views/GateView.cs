using PromptLab.Cli.Outputs;
using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the outcomes of gates.</summary>
internal static class GateView
{
    public static void Write(IAnsiConsole console, GateReport report, IReadOnlyList<string> note)
    {
        foreach (var run in report.Runs)
            Write(console, run);
        foreach (var line in report.Missing.Concat(note))
            console.WriteLine(Printable(line));
        if (note.Count > 0)
            console.WriteLine();
        console.WriteLine(Conclusion(report));
    }

    /// <summary>The report as JSON output.</summary>
    public static GateOutput OutputOf(GateReport report, int exitCode) => GateOutput.Of(report, Conclusion(report), exitCode);

    private static void Write(IAnsiConsole console, GatedRun gated)
    {
        var run = gated.Subject.Run;
        console.MarkupLineInterpolated($"[bold]{Printable(run.Prompt.Reference)}[/] on {run.EvalSet.Name}, {run.RunId}");
        var table = new TextTable("gate", "measured", "allowed", "result", "where") { LeftOutFirst = [4] };
        foreach (var outcome in gated.Outcomes)
            table.AddRow(
                outcome.Rule.Subject,
                GateText.Measured(outcome),
                GateText.Allowed(outcome.Rule, outcome.Regression),
                GateText.State(outcome.State),
                outcome.Rule.Source
            );
        table.Write(console);
        foreach (var outcome in gated.Outcomes.Where(outcome => GateText.Why(outcome).Length > 0))
            console.WriteLine(Printable($"{GateText.State(outcome.State)}: {outcome.Rule.Subject}: {GateText.Why(outcome)}"));
        console.WriteLine();
    }

    private static string Printable(string text) => PrintableText.OneLine(text);

    private static string Conclusion(GateReport report)
    {
        var states = report
            .Outcomes.GroupBy(outcome => outcome.State)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count().ToString(System.Globalization.CultureInfo.InvariantCulture)} {GateText.State(group.Key)}");
        var word = report switch
        {
            { HasFailed: true } => "A gate failed",
            { IsIncomplete: true } => "There is not enough to judge by",
            { IsInconclusive: true } => "No gate failed, but not everything is shown to be allowed",
            _ => "Every gate passed",
        };
        return $"{word}: {string.Join(", ", states.DefaultIfEmpty("nothing was judged"))}.";
    }
}
