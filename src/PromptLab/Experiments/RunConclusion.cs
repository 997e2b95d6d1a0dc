using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Compares runs with their baselines and adds them to the scoreboard, once all calls and gradings are done.</summary>
internal static class RunConclusion
{
    /// <summary>Compares each run with its baseline, appends the scoreboard rows, and returns the outcome.</summary>
    public static async Task<RunOutcome> ConcludeAsync(ProjectWorkspace project, EvalSet evalSet, IReadOnlyList<FinishedRun> runs)
    {
        var problems = new Problems();
        IReadOnlyDictionary<string, BaselineComparison>? comparisons = null;
        // Compared under the scoreboard's lock, so that the correction includes comparisons that other processes just added.
        var isOnScoreboard = await AppendAsync(project, runs, rows =>
        {
            comparisons = CompareWith(rows);
            return RowsOf(project, runs, comparisons, rows);
        });
        comparisons ??= CompareWith([]);
        foreach (var problem in problems.Found)
            project.Notify(new WarningFound(problem));
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

    /// <summary>Appends the rows of runs that are already compared. Returns false where the scoreboard could not be written.</summary>
    public static Task<bool> AppendAsync(
        ProjectWorkspace project,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons
    ) => AppendAsync(project, runs, rows => RowsOf(project, runs, comparisons, rows));

    // Not an exception: the results are paid for and saved in their folders, even if their rows are missing.
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
            if (await project.Scoreboard.AppendAsync(rows => [.. decide(rows).Select(WithLedger)], CancellationToken.None) is { } note)
                project.Notify(new ScoreboardRepaired(note));
            return true;
        }
        catch (InputException e)
        {
            project.Notify(new RowsNotSaved(e.Problems));
            return false;
        }

        ScoreboardRow WithLedger(ScoreboardRow row) => row with { LedgerHash = LedgerAnchors.LastHash(project, row.EvalSet) };
    }

    // A resumed run may already have a row; another is appended only where it differs, and the last row counts.
    private static IReadOnlyList<ScoreboardRow> RowsOf(
        ProjectWorkspace project,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons,
        IReadOnlyList<ScoreboardRow> existing
    )
    {
        var listed = runs.Where(run => run.StandsOnScoreboard).ToList();
        var rows = listed.Select(RowOf).ToList();
        if (listed.All(run => run.Record.Resumptions is null))
            return rows;
        return
        [
            .. rows.Where(row => existing.LastOrDefault(other => other.RunId == row.RunId) is not { } known || !HasSameCells(known, row)),
        ];

        ScoreboardRow RowOf(FinishedRun run) =>
            comparisons.TryGetValue(run.Record.RunId, out var comparison)
                ? comparison.On(ScoreboardRows.Of(run))
                : ScoreboardRows.Of(run) with
                {
                    Verdict = BaselineComparer.IsBaseline(project, run.Record) ? BaselineComparison.IsBaseline : null,
                };
    }

    // Rows from before the column “optimistic” lack it, and the ledger goes on: neither is a difference.
    private static bool HasSameCells(ScoreboardRow one, ScoreboardRow other) =>
        ScoreboardColumns
            .All.Where(column => column.Name is not ("optimistic" or "ledger_hash"))
            .All(column => ScoreboardColumns.Cell(one, column.Name) == ScoreboardColumns.Cell(other, column.Name));
}
