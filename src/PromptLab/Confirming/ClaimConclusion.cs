using PromptLab.Comparing;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Concludes a claim after both runs have ended: compares them, and writes the scoreboard row and the ledger line.</summary>
internal static class ClaimConclusion
{
    public static async Task<ClaimResult> ConcludeAsync(
        ProjectWorkspace project,
        ClaimLook look,
        IReadOnlyList<FinishedRun> runs,
        ConfirmOptions options
    )
    {
        if (look.Taken is not { } taken)
            throw new InvalidOperationException("A claim ends after its look was taken.");
        var problems = new Problems();
        var confirmation = Assess(project, taken, runs, options, problems);
        var isOnScoreboard = await RunConclusion.AppendAsync(project, runs, RowOf(project, taken, runs));
        var isInLedger = await RecordAsync(project, look.Ledger, taken, confirmation, runs);
        foreach (var problem in problems.Found.Where(_ => isInLedger))
            project.Notify(new WarningFound(problem));
        return new ClaimResult
        {
            Confirmation = confirmation,
            Runs = runs,
            IsOnScoreboard = isOnScoreboard,
            IsInLedger = isInLedger,
            Ledger = look.Ledger.ShownAs,
        };
    }

    // Without its line in the ledger a claim does not count, but the paid results are saved either way.
    private static async Task<bool> RecordAsync(
        ProjectWorkspace project,
        HoldoutLedger ledger,
        HoldoutLook taken,
        Confirmation confirmation,
        IReadOnlyList<FinishedRun> runs
    )
    {
        var now = project.Host.Time.GetUtcNow();
        try
        {
            if (runs.All(HoldoutLooks.HasNoResponse))
                await ledger.AppendVoidAsync([new VoidLook(taken.RunId, now, "no call was answered")]);
            else if (confirmation.ToClaim(now) is { } line)
                await ledger.AppendClaimAsync(line);
            return true;
        }
        catch (InputException e)
        {
            project.Notify(new ClaimNotSaved(e.Problems));
            return false;
        }
    }

    private static Confirmation Assess(
        ProjectWorkspace project,
        HoldoutLook look,
        IReadOnlyList<FinishedRun> runs,
        ConfirmOptions options,
        Problems problems
    )
    {
        var (baseline, candidate) = (RunOf(runs, look.BaselineRunId), RunOf(runs, look.RunId));
        var comparison = ClaimComparison.Of(project, look, baseline, candidate, 1 - LookLevel.Of(look.Number), problems);
        return new Confirmation
        {
            Look = look,
            Baseline = baseline,
            Candidate = candidate,
            Comparison = comparison,
            Margin = options.MarginPoints is { } points ? (double)points / 100 : NonInferiority.DefaultMargin(comparison.PassRate.Items),
            Ungraded = runs.Sum(run => run.Ungraded),
            IsVoid = runs.All(HoldoutLooks.HasNoResponse),
            IsHeldBack = runs.Any(run => run.IsHeldBack),
            Tuning = TuningGain.Of(project.ReadScoreboard(new Problems()), baseline, candidate),
            IsInProduction = project
                .Prompts.Labels(candidate.Prompt.Name, new Problems())
                .Any(label => label.Name == PromptLabels.Production && label.Version == candidate.Prompt.Version),
        };
    }

    private static RunRecord RunOf(IReadOnlyList<FinishedRun> runs, string? id) => runs.First(run => run.Record.RunId == id).Record;

    // Scoreboard rows have 95% intervals, whatever the level of the look.
    private static Dictionary<string, BaselineComparison> RowOf(
        ProjectWorkspace project,
        HoldoutLook look,
        IReadOnlyList<FinishedRun> runs
    ) =>
        runs.Where(run => run.StandsOnScoreboard && run.Record.RunId == look.RunId)
            .ToDictionary(
                run => run.Record.RunId,
                _ =>
                    ClaimComparison.Of(
                        project,
                        look,
                        RunOf(runs, look.BaselineRunId),
                        RunOf(runs, look.RunId),
                        1 - PairedEvidence.Alpha,
                        new Problems()
                    ),
                StringComparer.Ordinal
            );
}
