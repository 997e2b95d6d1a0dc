using System.Text;
using PromptLab.Gating;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Formats gates as Markdown, for a pull request or the summary of a CI job.</summary>
internal static class GateMarkdown
{
    /// <summary>The maximum length of a GitHub comment: 65,536 characters, counted here as UTF-8 bytes.</summary>
    public const long LargestComment = 65_536;

    /// <summary>
    /// The maximum length of a step summary in GitHub Actions, in bytes:
    /// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    /// </summary>
    public const long LargestSummary = 1_048_576;

    private const int ReservedBytes = 500;

    private static readonly string[] Columns = ["gate", "measured", "allowed", "result", "why"];

    /// <summary>
    /// Writes the report up to a maximum length. Where it does not fit, the flipped items of a run are left out first and then its
    /// gates, and a sentence says so.
    /// </summary>
    /// <param name="report">The outcomes of the gates.</param>
    /// <param name="writer">Receives the Markdown.</param>
    /// <param name="maxBytes">
    /// The maximum length in UTF-8 bytes. Nothing is written where it leaves no room for the note on tuning scores and 500 bytes.
    /// </param>
    /// <param name="hasHoldout">Returns whether an eval set has a holdout, null where that is unknown. Null for always unknown.</param>
    public static void Write(GateReport report, TextWriter writer, long maxBytes, Func<string, bool?>? hasHoldout = null)
    {
        var note = MarkdownText.Paragraphs(GateText.Note(report, hasHoldout));
        var left = maxBytes - ReservedBytes - Encoding.UTF8.GetByteCount(note);
        if (left < 0)
            return;
        var (withoutFlips, omittedRuns) = (0, 0);
        Fits(Head(report));
        foreach (var gated in report.Runs)
        {
            var flips = Flips(gated);
            if (!Fits(Gates(gated)))
                omittedRuns++;
            else if (!Fits(flips))
                withoutFlips++;
        }

        writer.Write(note);
        if (withoutFlips + omittedRuns > 0)
            writer.Write(
                $"Cut, since GitHub takes no more than {Format.Count(maxBytes)} bytes here: {Format.Quantity(omittedRuns, "run")} left out, and the items of {Format.Quantity(withoutFlips, "run")}. promptlab gate --json gives them all.\n"
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

    /// <summary>The cells of a gate's row: gate, measured, allowed, result and why.</summary>
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
