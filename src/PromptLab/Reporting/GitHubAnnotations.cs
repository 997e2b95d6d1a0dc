using System.Globalization;
using PromptLab.Gating;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Formats gates as workflow commands of GitHub Actions, which become annotations of the workflow run.</summary>
/// <remarks>
/// Texts are escaped as in GitHub's own toolkit (percent, line ends, and in properties colon and comma), so that none can end a
/// command or start another: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. GitHub shows ten
/// annotations of each kind, so at most ten regressions are written.
/// </remarks>
internal static class GitHubAnnotations
{
    private const int MaxRegressions = 10;

    /// <summary>
    /// Writes an error for each gate that failed or could not be judged, and a warning for each inconclusive gate and each regressed
    /// item. Regressed items of the holdout share one warning that does not name them.
    /// </summary>
    public static void Write(GateReport report, TextWriter writer)
    {
        foreach (var missing in report.Missing)
            writer.Write(Command("error", [("title", "nothing to judge")], missing));
        foreach (var run in report.Runs)
        {
            foreach (var outcome in run.Outcomes.Where(outcome => outcome.State != GateState.Pass))
                writer.Write(Gate(run, outcome));
        }

        var regressions = report
            .Runs.SelectMany(run => ItemVerdict.Of(run).Select(item => (run, item)))
            .Where(one => one.item.Kind == ItemVerdictKind.Regression)
            .ToLookup(one => one.item.IsSealed);
        foreach (var (run, item) in regressions[false].Take(MaxRegressions))
            writer.Write(Regression(run, item));
        foreach (var sealedOnes in regressions[true].GroupBy(one => one.run))
            writer.Write(
                Command(
                    "warning",
                    [("title", "regression: holdout")],
                    $"{Format.Quantity(sealedOnes.Count(), "item")} of the holdout passed on {sealedOnes.Key.Baseline?.Reference} and failed on {sealedOnes.Key.Subject.Run.Prompt.Reference}; none is named."
                )
            );
    }

    private static string Gate(GatedRun run, GateOutcome outcome)
    {
        var title = $"{run.Subject.Run.Prompt.Reference}: {outcome.Rule.Subject} {GateText.State(outcome.State)}";
        var message =
            $"Measured {GateText.Measured(outcome)}; allowed {GateText.Allowed(outcome.Rule, outcome.Regression)}. {GateText.Why(outcome)}{(outcome.IsTuningScore ? $" {TuningNote.Short}." : "")}";
        return Command(
            outcome.State == GateState.Inconclusive ? "warning" : "error",
            [("file", outcome.Rule.File), ("line", outcome.Rule.Line?.ToString(CultureInfo.InvariantCulture)), ("title", title)],
            message
        );
    }

    private static string Regression(GatedRun run, ItemVerdict item)
    {
        var place = run.Subject.ItemLocations.GetValueOrDefault(item.Item.ItemId);
        return Command(
            "warning",
            [
                ("file", place.File),
                ("line", place.File is null ? null : place.Line.ToString(CultureInfo.InvariantCulture)),
                ("title", $"regression: {item.Item.ItemId}"),
            ],
            $"Passed on {run.Baseline?.Reference}, fails on {run.Subject.Run.Prompt.Reference}: {GateText.FailedGraders(item)}"
        );
    }

    private static string Command(string command, IReadOnlyList<(string Name, string? Value)> properties, string message)
    {
        var given = properties
            .Where(property => property.Value is not null)
            .Select(property => $"{property.Name}={Property(property.Value ?? "")}");
        return $"::{command} {string.Join(',', given)}::{Data(message)}\n";
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
