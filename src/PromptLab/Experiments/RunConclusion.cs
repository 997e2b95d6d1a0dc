using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>What follows when runs have ended, whether a model was asked or responses were graded: comparisons and rows.</summary>
internal static class RunConclusion
{
    /// <summary>Holds each run against its baseline, appends the rows, and gives the facts.</summary>
    public static async Task<RunOutcome> EndAsync(ProjectWorkspace project, EvalSet evalSet, IReadOnlyList<FinishedRun> runs)
    {
        var problems = new Problems();
        IReadOnlyDictionary<string, BaselineComparison>? comparisons = null;
        // Compared while nobody else appends: what another process has compared meanwhile is corrected for.
        var isOnScoreboard = await AppendAsync(project, runs, rows =>
        {
            comparisons = CompareWith(rows);
            return RowsOf(project, runs, comparisons, rows);
        });
        comparisons ??= CompareWith([]);
        foreach (var problem in problems.Found)
            project.Tell(new WarningFound(problem));
        return new RunOutcome
        {
            Runs = runs,
            Comparisons = comparisons,
            IsOnScoreboard = isOnScoreboard,
            RunsFolder = project.Runs.ShownAs,
            HasHoldout = evalSet.HasHoldout,
        };

        IReadOnlyDictionary<string, BaselineComparison> CompareWith(IReadOnlyList<ScoreboardRow> rows) =>
            BaselineComparer.Of(project, [.. runs.Where(run => run.StandsOnScoreboard).Select(run => run.Record)], rows, problems);
    }

    /// <summary>Appends the rows of runs that have ended and were compared; false as for those that are yet to be.</summary>
    public static Task<bool> AppendAsync(
        ProjectWorkspace project,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons
    ) => AppendAsync(project, runs, rows => RowsOf(project, runs, comparisons, rows));

    // False where the rows could not be written. What is paid for is in its folder by now, whatever becomes of its row.
    private static async Task<bool> AppendAsync(
        ProjectWorkspace project,
        IReadOnlyList<FinishedRun> runs,
        Func<IReadOnlyList<ScoreboardRow>, IReadOnlyList<ScoreboardRow>> decide
    )
    {
        if (!runs.Any(run => run.StandsOnScoreboard))
            return true;
        try
        {
            if (await project.Scoreboard.AppendAsync(decide, CancellationToken.None) is { } note)
                project.Tell(new ScoreboardRepaired(note));
            return true;
        }
        catch (InputException e)
        {
            project.Tell(new RowsNotKept(e.Problems));
            return false;
        }
    }

    // A run that was resumed may have its row already; where it says something else now, the later one counts.
    private static IReadOnlyList<ScoreboardRow> RowsOf(
        ProjectWorkspace project,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons,
        IReadOnlyList<ScoreboardRow> there
    )
    {
        var standing = runs.Where(run => run.StandsOnScoreboard).ToList();
        var rows = standing.Select(RowOf).ToList();
        if (standing.All(run => run.Record.Resumptions is null))
            return rows;
        return [.. rows.Where(row => there.LastOrDefault(other => other.RunId == row.RunId) is not { } known || !SayTheSame(known, row))];

        ScoreboardRow RowOf(FinishedRun run) =>
            comparisons.TryGetValue(run.Record.RunId, out var comparison)
                ? comparison.On(ScoreboardRows.Of(run))
                : ScoreboardRows.Of(run) with
                {
                    Verdict = BaselineComparer.IsBaseline(project, run.Record) ? BaselineComparison.IsBaseline : null,
                };
    }

    // Rows of before the column “optimistic” lack it, and say the same all the same.
    private static bool SayTheSame(ScoreboardRow one, ScoreboardRow other) =>
        ScoreboardColumns
            .All.Where(column => column.Name != "optimistic")
            .All(column => ScoreboardColumns.Cell(one, column.Name) == ScoreboardColumns.Cell(other, column.Name));
}
