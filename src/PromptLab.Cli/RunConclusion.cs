using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli;

/// <summary>What follows when runs have ended, whether a model was asked or responses were graded: rows, summary, exit code.</summary>
internal static class RunConclusion
{
    /// <summary>Appends the rows, shows the summary and gives the exit code.</summary>
    public static async Task<int> EndAsync(
        Project project,
        EvalSet evalSet,
        IReadOnlyList<FinishedRun> runs,
        bool json,
        CommandContext context
    )
    {
        var problems = new Problems();
        var comparisons = BaselineComparer.Of(project, [.. runs.Where(run => run.StandsOnScoreboard).Select(run => run.Record)], problems);
        var hasRows = await AppendAsync(project, runs, comparisons, context);
        if (json)
            context.Write(new { Runs = runs.Select(run => RunReport.Of(run, comparisons.GetValueOrDefault(run.Record.RunId))).ToList() });
        else
            RunSummaryView.Write(
                context.Console,
                runs,
                comparisons,
                TuningNote.Lines(
                    [.. runs.Select(run => ShownScore.Of(run.Record, comparisons.GetValueOrDefault(run.Record.RunId)?.Baseline))],
                    Holdouts.Of(evalSet)
                )
            );
        foreach (var problem in problems.Found)
            await context.Error.WriteLineAsync($"warning: {problem}");
        foreach (var run in runs)
            await context.Error.WriteLineAsync(Told(project, run));
        foreach (var failure in runs.SelectMany(run => run.Failures).DistinctBy(failure => failure.Type))
            await context.Error.WriteLineAsync($"{failure.Type}: {failure.Message}");
        return hasRows ? ExitCode(runs, context) : ExitCodes.Incomplete;
    }

    /// <summary>
    /// Appends the rows of runs that have ended; false where they could not be written. What is paid for is in its
    /// folder by now, whatever becomes of its row.
    /// </summary>
    public static async Task<bool> AppendAsync(
        Project project,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons,
        CommandContext context
    )
    {
        try
        {
            var rows = RowsOf(project, runs, comparisons);
            if (await project.Scoreboard.AppendAsync(rows, CancellationToken.None) is { } note)
                await context.Error.WriteLineAsync($"warning: {note}");
            return true;
        }
        catch (InputException e)
        {
            foreach (var problem in e.Problems)
                await context.Error.WriteLineAsync(problem.ToString());
            await context.Error.WriteLineAsync(
                "The results are kept, but not on the scoreboard. Mend it, then give them rows without asking again: promptlab grade RUN"
            );
            return false;
        }
    }

    // A run that was resumed may have its row already; where it says something else now, the later one counts.
    private static IReadOnlyList<ScoreboardRow> RowsOf(
        Project project,
        IReadOnlyList<FinishedRun> runs,
        IReadOnlyDictionary<string, BaselineComparison> comparisons
    )
    {
        var standing = runs.Where(run => run.StandsOnScoreboard).ToList();
        var rows = standing.Select(RowOf).ToList();
        if (standing.All(run => run.Record.Resumptions is null))
            return rows;
        var there = project.Scoreboard.Read(new Problems());
        return
        [
            .. rows.Where(row =>
                there.LastOrDefault(other => other.RunId == row.RunId) is not { } known || !ScoreboardRows.SayTheSame(known, row)
            ),
        ];

        ScoreboardRow RowOf(FinishedRun run) =>
            comparisons.TryGetValue(run.Record.RunId, out var comparison)
                ? comparison.On(ScoreboardRows.Of(run))
                : ScoreboardRows.Of(run) with
                {
                    Verdict = BaselineComparer.IsBaseline(project, run.Record) ? BaselineComparison.IsBaseline : null,
                };
    }

    private static string Told(Project project, FinishedRun run)
    {
        var folder = project.Runs.ShownFolderOf(run.Record.RunId);
        return run switch
        {
            { IsStoppedByRace: true } =>
                $"{run.Record.Prompt.Reference}: not on the scoreboard, and no claim; what arrived is in {folder}. Ask the rest: promptlab run --resume {run.Record.RunId}",
            { Record.Status: RunStatus.Unfinished } => FormattableString.Invariant(
                $"{run.Record.Prompt.Reference}: stopped after {run.Summary.Results} of {run.Record.EvalSet.Items * run.Record.Repeats} calls; what arrived is in {folder}. Not on the scoreboard. Go on: promptlab run --resume {run.Record.RunId}"
            ),
            { StandsOnScoreboard: false } =>
                $"{run.Record.Prompt.Reference}: no call was answered; the reasons are in {folder}. Not on the scoreboard. Try again: promptlab run --resume {run.Record.RunId}",
            { Record.Status: RunStatus.Incomplete } =>
                $"{run.Record.Prompt.Reference}: {Format.Percent((double)run.Summary.Errors / run.Summary.Results)} of the calls failed, more than {Format.Percent(RunSummary.HighestErrorRate)}: its rates are over what is left and can't be compared. See {folder}. Ask those again: promptlab run --resume {run.Record.RunId}",
            _ => $"{run.Record.Prompt.Reference}: {folder}",
        };
    }

    private static int ExitCode(IReadOnlyList<FinishedRun> runs, CommandContext context)
    {
        var asked = runs.Where(run => !run.IsStoppedByRace || run.Summary.HasTooManyErrors).ToList();
        return context.Stopping.IsCancellationRequested && asked.Exists(run => run.Record.Status == RunStatus.Unfinished)
                ? ExitCodes.Cancelled
            : asked.Exists(run => run.Record.Status != RunStatus.Completed) ? ExitCodes.Incomplete
            : ExitCodes.Done;
    }
}
