using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Holds the rows of the scoreboard against their runs, where these are stored.</summary>
internal static class RowAudit
{
    private const double Rounding = 0.0001; // rows have four decimals

    /// <summary>Reports rows whose counts, rates or hashes are not those of their run.</summary>
    public static void Check(ProjectWorkspace project, Problems problems)
    {
        var runs = project.Runs.All().Where(run => run.Totals is not null).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        // Of several rows of one run the last counts.
        var rows = project.ReadScoreboard(new Problems()).GroupBy(row => row.RunId, StringComparer.Ordinal).Select(group => group.Last());
        foreach (var row in rows)
        {
            if (!runs.TryGetValue(row.RunId, out var run) || project.Runs.ObjectionToJournal(run) is not null)
                continue;
            var edited = Differences(
                row,
                ScoreboardRows.Of(new FinishedRun(run, RunSummary.Of(project.Runs.ReadResults(run, new Problems())), []))
            );
            if (edited.Count > 0)
                problems.Add(
                    project.Scoreboard.ShownAs,
                    null,
                    $"The row of {row.RunId} is not what its run in {project.Runs.ShownFolderOf(row.RunId)} came to: {string.Join(", ", edited)} differ. Restore the file from version control; rows are only ever appended."
                );
        }
    }

    // What no change of the statistics explains: counts, rates and identities, but no interval.
    private static List<string> Differences(ScoreboardRow row, ScoreboardRow run) =>
        [
            .. new (string Column, bool IsSame)[]
            {
                ("prompt", row.Prompt == run.Prompt),
                ("version", row.Version == run.Version),
                ("prompt_hash", row.PromptHash == run.PromptHash),
                ("config_hash", row.ConfigHash == run.ConfigHash),
                ("evalset_hash", row.EvalSetHash == run.EvalSetHash),
                ("graders_hash", row.GradersHash == run.GradersHash),
                ("items", row.Items == run.Items),
                ("scored", row.Scored == run.Scored),
                ("errors", row.Errors == run.Errors),
                ("pass_rate", AreClose(row.PassRate, run.PassRate)),
                ("score_mean", AreClose(row.ScoreMean, run.ScoreMean)),
            }
                .Where(one => !one.IsSame)
                .Select(one => one.Column),
        ];

    private static bool AreClose(double? one, double? other) =>
        one is { } a && other is { } b ? Math.Abs(a - b) <= Rounding : one is null && other is null;
}
