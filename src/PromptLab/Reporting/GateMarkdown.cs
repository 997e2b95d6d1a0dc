using PromptLab.Gating;

namespace PromptLab.Reporting;

/// <summary>Gates as Markdown, for a pull request or the summary of a CI job.</summary>
public static class GateMarkdown
{
    private static readonly string[] Columns = ["gate", "measured", "allowed", "result", "why"];

    /// <summary>Writes the report.</summary>
    public static void Write(GateReport report, TextWriter writer)
    {
        writer.Write($"## Gates: {Word(report)}\n\n");
        foreach (var missing in report.Missing)
            writer.Write($"- {MarkdownText.Inline(missing)}\n");
        if (report.Missing.Count > 0)
            writer.Write('\n');
        foreach (var gated in report.Runs)
        {
            var run = gated.Subject.Run;
            writer.Write($"### {MarkdownText.Inline(run.Prompt.Reference)} on {MarkdownText.Inline(run.EvalSet.Name)}\n\n");
            writer.Write(MarkdownText.Table(Columns, gated.Outcomes.Select(Row)));
            writer.Write('\n');
            if (gated.Baseline is { Comparison: { Flips.Count: > 0 } comparison } baseline)
            {
                writer.Write($"Against {MarkdownText.Inline(baseline.Reference)}:\n\n");
                CompareMarkdown.WriteFlips(comparison, writer);
            }
        }
    }

    /// <summary>The gates of a run as rows of a table, with the columns gate, measured, allowed, result and why.</summary>
    public static IReadOnlyList<string> Row(GateOutcome outcome) =>
    [
        outcome.Rule.Subject,
        GateText.Measured(outcome),
        GateText.Allowed(outcome.Rule, outcome.Regression),
        GateText.State(outcome.State),
        GateText.Why(outcome),
    ];

    private static string Word(GateReport report) => report switch
    {
        { HasFailed: true } => "failed",
        { IsIncomplete: true } => "not enough to judge by",
        { IsInconclusive: true } => "passed, some inconclusive",
        _ => "passed",
    };
}
