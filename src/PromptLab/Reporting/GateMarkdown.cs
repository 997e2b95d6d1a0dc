using System.Text;
using PromptLab.Gating;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Gates as Markdown, for a pull request or the summary of a CI job.</summary>
public static class GateMarkdown
{
    /// <summary>What a comment on GitHub holds at most: 65,536 characters, here counted as bytes of UTF-8.</summary>
    public const long LargestComment = 65_536;

    /// <summary>
    /// What the summary of a step of GitHub Actions holds at most, in bytes:
    /// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    /// </summary>
    public const long LargestSummary = 1_048_576;

    private const int RoomForNote = 500;

    private static readonly string[] Columns = ["gate", "measured", "allowed", "result", "why"];

    /// <summary>
    /// Writes the report. What does not fit is left out, the items that flipped before the gates, and a sentence says
    /// so.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where it goes.</param>
    /// <param name="mostBytes">
    /// How long it may be in UTF-8; where there is no room for 500 bytes and the note of tuning scores nothing is
    /// written.
    /// </param>
    /// <param name="hasHoldout">Whether an eval set has items of the holdout; null where that is not known.</param>
    public static void Write(GateReport report, TextWriter writer, long mostBytes, Func<string, bool?>? hasHoldout = null)
    {
        var note = MarkdownText.Paragraphs(GateText.Note(report, hasHoldout));
        var left = mostBytes - RoomForNote - Encoding.UTF8.GetByteCount(note);
        if (left < 0)
            return;
        var (withoutFlips, notThere) = (0, 0);
        Fits(Head(report));
        foreach (var gated in report.Runs)
        {
            var flips = Flips(gated);
            if (!Fits(Gates(gated)))
                notThere++;
            else if (!Fits(flips))
                withoutFlips++;
        }

        writer.Write(note);
        if (withoutFlips + notThere > 0)
            writer.Write(
                $"Cut, since GitHub takes no more than {Format.Count(mostBytes)} bytes here: {Format.Quantity(notThere, "run")} left out, and the items of {Format.Quantity(withoutFlips, "run")}. promptlab gate --json gives them all.\n"
            );

        bool Fits(string part)
        {
            var length = Encoding.UTF8.GetByteCount(part);
            if (length > left)
                return false;
            left -= length;
            writer.Write(part);
            return true;
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

    private static string Head(GateReport report) =>
        $"## Gates: {Word(report)}\n\n{string.Concat(report.Missing.Select(missing => $"- {MarkdownText.Inline(missing)}\n"))}{(report.Missing.Count > 0 ? "\n" : "")}";

    private static string Gates(GatedRun gated)
    {
        var run = gated.Subject.Run;
        return $"### {MarkdownText.Inline(run.Prompt.Reference)} on {MarkdownText.Inline(run.EvalSet.Name)}\n\n{MarkdownText.Table(Columns, gated.Outcomes.Select(Row))}\n";
    }

    private static string Flips(GatedRun gated)
    {
        if (gated.Baseline is not { Comparison: { Flips.Count: > 0 } comparison } baseline)
            return "";
        using var text = new StringWriter();
        text.Write($"Against {MarkdownText.Inline(baseline.Reference)}:\n\n");
        CompareMarkdown.WriteFlips(comparison, text);
        return text.ToString();
    }

    private static string Word(GateReport report) =>
        report switch
        {
            { HasFailed: true } => "failed",
            { IsIncomplete: true } => "not enough to judge by",
            { IsInconclusive: true } => "passed, some inconclusive",
            _ => "passed",
        };
}
