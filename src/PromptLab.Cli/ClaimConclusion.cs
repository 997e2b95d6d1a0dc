using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Cli;

/// <summary>What follows when both runs of a claim have ended: rows, the claim, its line in the ledger, exit code.</summary>
internal static class ClaimConclusion
{
    public static async Task<int> EndAsync(
        Project project,
        ClaimLook look,
        IReadOnlyList<FinishedRun> runs,
        ConfirmOptions request,
        CommandContext context
    )
    {
        if (look.Taken is not { } taken)
            throw new InvalidOperationException("A claim ends after its look was taken.");
        var problems = new Problems();
        var confirmation = Weigh(project, taken, runs, request, problems);
        var hasRows = await RunConclusion.AppendAsync(project, runs, RowOf(project, taken, runs), context);
        if (!await KeepAsync(look.Ledger, taken, confirmation, runs, context))
            return ExitCodes.Incomplete;
        ClaimView.Write(confirmation, look.Ledger, request.Run.Json, context);
        foreach (var problem in problems.Found)
            await context.Error.WriteLineAsync($"warning: {problem}");
        foreach (var failure in runs.SelectMany(run => run.Failures).DistinctBy(failure => failure.Type))
            await context.Error.WriteLineAsync($"{failure.Type}: {failure.Message}");
        return !hasRows || confirmation.Claim is null ? Unclaimed(runs, context) : ExitCodes.Done;
    }

    // What was answered is paid for and kept; a claim that is not in the ledger is none.
    private static async Task<bool> KeepAsync(
        HoldoutLedger ledger,
        HoldoutLook taken,
        Confirmation confirmation,
        IReadOnlyList<FinishedRun> runs,
        CommandContext context
    )
    {
        var now = context.Time.GetUtcNow();
        try
        {
            if (runs.All(HoldoutLooks.HasNoAnswer))
                await ledger.EndAsync([new VoidLook(taken.RunId, now, "no call was answered")]);
            else if (confirmation.ToLine(now) is { } line)
                await ledger.EndAsync(line);
            return true;
        }
        catch (InputException e)
        {
            foreach (var problem in e.Problems)
                await context.Error.WriteLineAsync(problem.ToString());
            await context.Error.WriteLineAsync(
                "The answers are kept, but what they come to is not in the ledger, so there is no claim. Mend it, then the same command again: nothing is asked twice."
            );
            return false;
        }
    }

    private static Confirmation Weigh(
        Project project,
        HoldoutLook look,
        IReadOnlyList<FinishedRun> runs,
        ConfirmOptions request,
        Problems problems
    )
    {
        var (baseline, candidate) = (RunOf(runs, look.BaselineRunId), RunOf(runs, look.RunId));
        var comparison = Compare(project, look, runs, 1 - ClaimRule.LevelOf(look.Number), problems);
        return new Confirmation
        {
            Look = look,
            Baseline = baseline,
            Candidate = candidate,
            Comparison = comparison,
            Margin = request.MarginPoints is { } points ? (double)points / 100 : NonInferiority.UsualMargin(comparison.PassRate.Items),
            Tuning = TuningGain.Of(project.Scoreboard.Read(new Problems()), baseline, candidate),
        };
    }

    private static BaselineComparison Compare(
        Project project,
        HoldoutLook look,
        IReadOnlyList<FinishedRun> runs,
        double confidence,
        Problems problems
    )
    {
        var (baseline, candidate) = (RunOf(runs, look.BaselineRunId), RunOf(runs, look.RunId));
        var change = RunComparer.ChangeOf(project, baseline, candidate, Comparability.Of(baseline, candidate));
        using var before = project.Runs.Read(baseline.RunId, problems);
        using var after = project.Runs.Read(candidate.RunId, problems);
        var comparison = BaselineComparison.Of(
            baseline,
            before.Lines().Select(line => line.Result),
            candidate,
            after.Lines().Select(line => line.Result),
            change,
            look.Number,
            confidence
        );
        return comparison with { PassRate = comparison.PassRate.AfterLooks(look.Number) };
    }

    private static RunRecord RunOf(IReadOnlyList<FinishedRun> runs, string? id) => runs.First(run => run.Record.RunId == id).Record;

    // Rows have 95% intervals, whatever the level of the look.
    private static Dictionary<string, BaselineComparison> RowOf(Project project, HoldoutLook look, IReadOnlyList<FinishedRun> runs) =>
        runs.Where(run => run.StandsOnScoreboard && run.Record.RunId == look.RunId)
            .ToDictionary(
                run => run.Record.RunId,
                _ => Compare(project, look, runs, 1 - PairedEvidence.Alpha, new Problems()),
                StringComparer.Ordinal
            );

    private static int Unclaimed(IReadOnlyList<FinishedRun> runs, CommandContext context) =>
        context.Stopping.IsCancellationRequested && runs.Any(run => run.Record.Status == RunStatus.Unfinished)
            ? ExitCodes.Cancelled
            : ExitCodes.Incomplete;
}
