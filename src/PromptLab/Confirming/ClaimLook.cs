using PromptLab.EvalSets;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>The look at the holdout that a claim takes: a new one, or an interrupted one that is resumed.</summary>
internal sealed class ClaimLook
{
    private readonly RunSetup _setup;
    private readonly HoldoutLook _draft;
    private readonly HoldoutLook? _resumable;
    private readonly IReadOnlyList<RunRecord> _resumableRuns;

    private ClaimLook(HoldoutLedger ledger, RunSetup setup, HoldoutLook draft, HoldoutLook? resumable, IReadOnlyList<RunRecord> runs) =>
        (Ledger, _setup, _draft, _resumable, _resumableRuns, Taken) = (
            ledger,
            setup,
            draft,
            resumable,
            runs,
            runs.Count == 0 ? null : resumable
        );

    /// <summary>The ledger of the eval set.</summary>
    public HoldoutLedger Ledger { get; }

    /// <summary>The look as recorded in the ledger; null before it is taken.</summary>
    public HoldoutLook? Taken { get; private set; }

    /// <summary>The number of the look, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>True where an interrupted look is resumed; it still counts once.</summary>
    public bool IsResumed => _resumableRuns.Count > 0;

    /// <summary>Finds a look to resume or plans a new one, and checks the limit of looks. Nothing is written yet.</summary>
    /// <exception cref="InputException">The limit is reached without <c>--burn</c>, or the ledger is invalid.</exception>
    public static ClaimLook Prepare(ProjectWorkspace project, RunSetup setup, ConfirmOptions options)
    {
        var (evalSet, problems) = (setup.EvalSet, new Problems());
        var ledger = HoldoutLedger.Of(project, evalSet);
        var history = ledger.Read(EvalSetHash.Of(evalSet.SealedItems), problems);
        LookLimits.WarnOfUncounted(project, evalSet, history, problems);
        project.Conclude(problems);
        var (baseline, candidate) = (setup.Prompts[0].Prompt, setup.Prompts[1].Prompt);
        var draft = HoldoutLooks.LookOf(
            setup.Runs[1].Identity,
            runId: "",
            setup.Items,
            history.HoldoutHash,
            LookPurpose.Confirm,
            project.Host.Time.GetUtcNow()
        ) with
        {
            Why = options.Why,
            Baseline = baseline.Reference,
            BaselineHash = baseline.Hash,
        };
        var resumable = history.ResumableLookFor(draft);
        var runs = resumable is null ? [] : RunsOf(project, resumable);
        if (runs.Count == 0)
            LookLimits.Check(project, history, 1, evalSet.Name, options.Burn);
        else if (options.Repeats is { } repeats && repeats != runs[0].Repeats)
            throw new InputException(
                "--repeats",
                null,
                FormattableString.Invariant(
                    $"Look {resumable?.Number} was begun with {runs[0].Repeats} and is not at its end, so it goes on with as many. Leave this out."
                )
            );
        return new ClaimLook(ledger, setup, draft, resumable, runs)
        {
            Number = runs.Count > 0 && resumable is not null ? resumable.Number : history.NextNumber,
        };
    }

    /// <summary>Starts or resumes both runs. A new look is in the ledger before the first call.</summary>
    /// <exception cref="InputException">The ledger is invalid or not writable, or the limit of looks is reached.</exception>
    public async Task<StartedRuns> StartAsync(ProjectWorkspace project, ConfirmOptions options, CancellationToken cancellationToken)
    {
        if (IsResumed)
        {
            var resumed = await RunResumer.PlanAsync(project, _resumableRuns, options.ToRunOptions(), cancellationToken);
            CheckStillOpen(resumed, options);
            foreach (var run in resumed.Runs)
                run.Plan?.Apply(project.Runs);
            return resumed;
        }

        await Ledger.CheckWritableAsync(cancellationToken);
        var started = await RunStarter.StartAsync(project, _setup, cancellationToken);
        try
        {
            var look = _draft with { BaselineRunId = started.Runs[0].Record.RunId, RunId = started.Runs[1].Record.RunId };
            Taken = (await Ledger.AppendLooksAsync([look], history => CheckAgain(history, options), cancellationToken))[0];
            return started;
        }
        catch
        {
            started.Dispose();
            foreach (var run in started.Runs)
                project.Runs.Discard(run.Record.RunId);
            throw;
        }
    }

    // Another process may have ended the look between its choice and the locks of its runs.
    private void CheckStillOpen(StartedRuns resumed, ConfirmOptions options)
    {
        var problems = new Problems();
        var history = Ledger.Read(_draft.HoldoutHash, problems);
        if (!problems.HasErrors && history.ResumableLookFor(_draft)?.RunId == _resumable?.RunId)
            return;
        resumed.Dispose();
        problems.ThrowIfErrors();
        throw new InputException(
            options.Candidate,
            null,
            FormattableString.Invariant(
                $"Another process has just ended look {Number} for the same claim, and the ledger has what came of it."
            )
        );
    }

    // Another process may have taken a look since this one read the ledger.
    private void CheckAgain(HoldoutHistory history, ConfirmOptions options)
    {
        if (history.ResumableLookFor(_draft) is { } other && other.RunId != _resumable?.RunId)
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
