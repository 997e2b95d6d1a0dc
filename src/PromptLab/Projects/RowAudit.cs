using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Workspace;
using static System.FormattableString;

namespace PromptLab.Projects;

/// <summary>Holds the rows of the scoreboard against their runs, where these are stored.</summary>
internal static class RowAudit
{
    private const double Rounding = 0.0001; // rows have four decimals

    /// <summary>Reports rows whose counts, rates or hashes are not those of their run.</summary>
    public static void Check(ProjectWorkspace project, Problems problems)
    {
        var runs = project.Runs.All().Where(run => run.Totals is not null).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        CheckMissing(project, [.. runs.Values], problems);
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

    // A command that was interrupted before its last write leaves a run without its row; nothing leaves a scoreboard without any.
    private static void CheckMissing(ProjectWorkspace project, IReadOnlyList<RunRecord> runs, Problems problems)
    {
        var found = new Problems();
        var known = project.ReadScoreboard(found).Select(row => row.RunId).ToHashSet(StringComparer.Ordinal);
        if (found.HasErrors)
            return;
        var missing = runs.Where(run => !known.Contains(run.RunId) && project.Runs.ObjectionToJournal(run) is null)
            .Where(run => new FinishedRun(run, RunSummary.Of(project.Runs.ReadResults(run, new Problems())), []).StandsOnScoreboard)
            .Select(run => run.RunId)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (missing.Count == 0)
            return;
        if (known.Count == 0 && File.Exists(ProjectFiles.Scoreboard(project.Folder)))
            problems.Add(
                project.Scoreboard.ShownAs,
                null,
                Invariant($"The scoreboard has no row, and {missing.Count} of the stored runs had one. Restore it from version control.")
            );
        else
            problems.Warn(
                project.Scoreboard.ShownAs,
                null,
                Invariant(
                    $"{missing.Count} of the completed runs have no row, such as {missing[0]}: the command was interrupted, or the row was taken out. Restore it from version control, or append it without a call: promptlab run --resume {missing[0]}"
                )
            );
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
                ("pass_rate", Figures.AreEqual(row.PassRate, run.PassRate, Rounding)),
                ("score_mean", Figures.AreEqual(row.ScoreMean, run.ScoreMean, Rounding)),
            }
                .Where(one => !one.IsSame)
                .Select(one => one.Column),
        ];
}
