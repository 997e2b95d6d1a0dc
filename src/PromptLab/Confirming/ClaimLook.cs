using PromptLab.EvalSets;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>The look at the holdout that a claim takes: a new one, or one that was cut short and goes on.</summary>
internal sealed class ClaimLook
{
    private readonly RunSetup _setup;
    private readonly HoldoutLook _draft;
    private readonly HoldoutLook? _known;
    private readonly IReadOnlyList<RunRecord> _open;

    private ClaimLook(HoldoutLedger ledger, RunSetup setup, HoldoutLook draft, HoldoutLook? known, IReadOnlyList<RunRecord> openRuns) =>
        (Ledger, _setup, _draft, _known, _open, Taken) = (ledger, setup, draft, known, openRuns, openRuns.Count == 0 ? null : known);

    /// <summary>Where it is written down.</summary>
    public HoldoutLedger Ledger { get; }

    /// <summary>The look as the ledger has it; null before it is taken.</summary>
    public HoldoutLook? Taken { get; private set; }

    /// <summary>Which look it is, or would be.</summary>
    public required int Number { get; init; }

    /// <summary>True where an earlier look goes on, which counts no more than once.</summary>
    public bool IsResumed => _open.Count > 0;

    /// <summary>Finds the look, and refuses one too many. Nothing is written yet.</summary>
    /// <exception cref="InputException">There were too many looks and nobody insists, or the ledger is broken.</exception>
    public static ClaimLook Prepare(ProjectWorkspace project, RunSetup setup, ConfirmOptions options)
    {
        var (evalSet, problems) = (setup.EvalSet, new Problems());
        var ledger = HoldoutLedger.Of(evalSet, project.Host.Time);
        var history = ledger.Read(EvalSetHash.Of(evalSet.SealedItems), problems);
        LookLimits.WarnOfUncounted(project, evalSet, history, problems);
        project.Conclude(problems);
        var (baseline, candidate) = (setup.Prompts[0].Prompt, setup.Prompts[1].Prompt);
        var draft = HoldoutLooks.LookOf(
            setup.Runs[1].Identity,
            runId: "",
            evalSet,
            history.HoldoutHash,
            LookPurpose.Confirm,
            project.Host.Time.GetUtcNow()
        ) with
        {
            Why = options.Why,
            Baseline = baseline.Reference,
            BaselineHash = baseline.Hash,
        };
        var open = history.ResumableLookFor(draft);
        var runs = open is null ? [] : RunsOf(project, open);
        if (runs.Count == 0)
            LookLimits.Check(project, history, 1, evalSet.Name, options.Burn);
        else if (options.Repeats is { } repeats && repeats != runs[0].Repeats)
            throw new InputException(
                "--repeats",
                null,
                FormattableString.Invariant(
                    $"Look {open?.Number} was begun with {runs[0].Repeats} and is not at its end, so it goes on with as many. Leave this out."
                )
            );
        return new ClaimLook(ledger, setup, draft, open, runs)
        {
            Number = runs.Count > 0 && open is not null ? open.Number : history.NextNumber,
        };
    }

    /// <summary>Begins both runs, or goes on with them; a new look is in the ledger before anything is asked.</summary>
    public async Task<StartedRuns> BeginAsync(ProjectWorkspace project, ConfirmOptions options, CancellationToken cancellationToken)
    {
        if (IsResumed)
        {
            var resumed = await RunResumer.PlanAsync(project, _open, options.ToRun(), cancellationToken);
            foreach (var run in resumed.Runs)
                run.Plan?.Apply(project.Runs);
            return resumed;
        }

        await Ledger.CheckWritableAsync(cancellationToken);
        var begun = await RunStarter.StartAsync(project, _setup, cancellationToken);
        try
        {
            var look = _draft with { BaselineRunId = begun.Runs[0].Record.RunId, RunId = begun.Runs[1].Record.RunId };
            Taken = (await Ledger.AppendLooksAsync([look], history => CheckAgain(history, options), cancellationToken))[0];
            return begun;
        }
        catch
        {
            begun.Dispose();
            foreach (var run in begun.Runs)
                project.Runs.Discard(run.Record.RunId);
            throw;
        }
    }

    // Another process may have looked since this one has read the ledger.
    private void CheckAgain(HoldoutHistory history, ConfirmOptions options)
    {
        if (history.ResumableLookFor(_draft) is { } other && other.RunId != _known?.RunId)
            throw new InputException(
                options.Candidate,
                null,
                FormattableString.Invariant(
                    $"Another process has just begun look {other.Number} for the same claim. Let it end; a second one would cost a part of the level and say no more."
                )
            );
        LookLimits.ThrowIfExhausted(history, 1, _setup.EvalSet.Name, options.Burn);
    }

    private static IReadOnlyList<RunRecord> RunsOf(ProjectWorkspace project, HoldoutLook look)
    {
        var runs = new[] { look.BaselineRunId, look.RunId }
            .OfType<string>()
            .Select(id => project.Runs.Find(id, new Problems()))
            .OfType<RunRecord>()
            .ToList();
        return runs.Count == 2 ? runs : [];
    }
}
