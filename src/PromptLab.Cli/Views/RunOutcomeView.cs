using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.EvalSets;
using PromptLab.Experiments;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Shows the outcome of runs: the summary, and for each run its folder and how to resume it.</summary>
internal static class RunOutcomeView
{
    /// <summary>Writes the outcome and returns the exit code.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="json">True for JSON.</param>
    /// <param name="details">True for all tables, false for some ten lines.</param>
    /// <param name="context">Where to write.</param>
    public static int Write(RunOutcome outcome, bool json, bool details, CommandContext context)
    {
        var (runs, comparisons) = (outcome.Runs, outcome.Comparisons);
        if (json)
            context.Write(
                new RunOutput(
                    [.. runs.Select(run => RunReport.Of(run, comparisons.GetValueOrDefault(run.Record.RunId)))],
                    outcome.Best?.Record.RunId
                )
            );
        else if (!details)
            RunScoresView.Write(context.Console, outcome);
        else
            RunSummaryView.Write(
                context.Console,
                runs,
                comparisons,
                TuningNote.Lines(
                    [.. runs.Select(run => ReportedScore.Of(run.Record, comparisons.GetValueOrDefault(run.Record.RunId)?.Baseline))],
                    name => name == runs[0].Record.EvalSet.Name ? outcome.HasHoldout : null
                )
            );
        WriteFolders(outcome, details, context);
        WriteFailures(runs, context);
        return ExitCode(outcome, context);
    }

    /// <summary>The exit code of an outcome.</summary>
    public static int ExitCode(RunOutcome outcome, CommandContext context) =>
        outcome.IsOnScoreboard ? ExitCode(outcome.Runs, context) : ExitCodes.Incomplete;

    /// <summary>Writes where runs are, and what to do with those that are not whole, to standard error.</summary>
    public static void WriteFolders(RunOutcome outcome, bool details, CommandContext context)
    {
        var runs = outcome.Runs;
        foreach (var run in runs.Where(run => details || !IsWhole(run)))
            context.Error.WriteLine(Describe(run, $"{outcome.RunsFolder}/{run.Record.RunId}"));
        if (!details && runs.Count(IsWhole) is > 0 and var whole)
            context.Error.WriteLine(
                whole == 1
                    ? $"Saved in {outcome.RunsFolder}/{runs.First(IsWhole).Record.RunId}"
                    : $"{Format.Count(whole)} runs saved in {outcome.RunsFolder}"
            );
    }

    /// <summary>Writes the first failure of each type to standard error.</summary>
    public static void WriteFailures(IReadOnlyList<FinishedRun> runs, CommandContext context)
    {
        foreach (var failure in runs.SelectMany(run => run.Failures).DistinctBy(failure => failure.Type))
            context.Error.WriteLine($"{failure.Type}: {failure.Message}");
    }

    private static bool IsWhole(FinishedRun run) =>
        run is { StandsOnScoreboard: true, Record.Status: RunStatus.Completed, IsStoppedByRace: false };

    private static string Describe(FinishedRun run, string folder) =>
        run switch
        {
            { IsStoppedByRace: true } =>
                $"{run.Record.Prompt.Reference}: not on the scoreboard, and no basis for a claim. The results so far are in {folder}. To run the remaining items: promptlab run --resume {run.Record.RunId}",
            { Record.Status: RunStatus.Unfinished, Ungraded: > 0 and var ungraded } when HasHoldout(run) => FormattableString.Invariant(
                $"{run.Record.Prompt.Reference}: the look at the holdout is open; {ungraded + run.Summary.Results} of {run.Record.EvalSet.Items * run.Record.Repeats} calls have ended, and nothing is graded before all have. Not on the scoreboard. Go on: promptlab run --resume {run.Record.RunId}"
            ),
            { Record.Status: RunStatus.Unfinished } => FormattableString.Invariant(
                $"{run.Record.Prompt.Reference}: stopped after {run.Summary.Results} of {run.Record.EvalSet.Items * run.Record.Repeats} calls; what arrived is in {folder}. Not on the scoreboard. Go on: promptlab run --resume {run.Record.RunId}"
            ),
            _ when RunTriggers.AreWithoutCalls(run.Record.Trigger) && run.Record.Status != RunStatus.Completed => Ungradable(run, folder),
            { StandsOnScoreboard: false } =>
                $"{run.Record.Prompt.Reference}: no call was answered; the reasons are in {folder}. Not on the scoreboard. Try again: promptlab run --resume {run.Record.RunId}",
            { Record.Status: RunStatus.Incomplete } =>
                $"{run.Record.Prompt.Reference}: {Format.Percent((double)run.Summary.Errors / run.Summary.Results)} of the calls failed, more than {Format.Percent(RunSummary.HighestErrorRate)}: its rates are over what is left and can't be compared. See {folder}. Ask those again: promptlab run --resume {run.Record.RunId}",
            _ => $"{run.Record.Prompt.Reference}: {folder}",
        };

    // What was graded without a call can't be asked again.
    private static string Ungradable(FinishedRun run, string folder) =>
        (
            run.StandsOnScoreboard
                ? $"{run.Record.Prompt.Reference}: {Format.Percent((double)run.Summary.Errors / run.Summary.Results)} of the responses are missing or errors, more than {Format.Percent(RunSummary.HighestErrorRate)}: its rates are over what is left and can't be compared."
                : $"{run.Record.Prompt.Reference}: no response could be graded. Not on the scoreboard."
        ) + $" The reasons are in {folder}. Complete the responses and grade them again.";

    private static bool HasHoldout(FinishedRun run) => new SplitChoice(run.Record.EvalSet.Split).HasHoldout;

    private static int ExitCode(IReadOnlyList<FinishedRun> runs, CommandContext context)
    {
        var finished = runs.Where(run => !run.IsStoppedByRace || run.Summary.HasTooManyErrors).ToList();
        return context.Stopping.IsCancellationRequested && finished.Exists(run => run.Record.Status == RunStatus.Unfinished)
                ? ExitCodes.Cancelled
            : finished.Exists(run => run.Record.Status != RunStatus.Completed) ? ExitCodes.Incomplete
            : ExitCodes.Done;
    }
}
