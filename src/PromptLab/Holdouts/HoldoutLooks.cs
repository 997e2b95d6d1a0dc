using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>
/// Counts the looks that runs take at the holdout: each is written down before the first item is asked, and taken back
/// where nothing was seen.
/// </summary>
internal sealed class HoldoutLooks
{
    private readonly HoldoutLedger _ledger;
    private readonly IReadOnlyList<HoldoutLook> _new;
    private readonly Action<HoldoutHistory> _check;
    private IReadOnlyList<HoldoutLook> _taken = [];

    private HoldoutLooks(HoldoutLedger ledger, IReadOnlyList<HoldoutLook> looks, Action<HoldoutHistory> check) =>
        (_ledger, _new, _check) = (ledger, looks, check);

    /// <summary>The looks of runs that are about to begin; null where they ask no item of the holdout. Nothing is written yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="evalSet">The eval set.</param>
    /// <param name="items">The items that are asked or judged.</param>
    /// <param name="runs">The runs; those that begin only now have no id.</param>
    /// <param name="purpose">What the looks are for.</param>
    /// <param name="burn">True where somebody insists on one look too many.</param>
    /// <exception cref="InputException">There were too many looks and nobody insists, or the ledger is broken.</exception>
    public static HoldoutLooks? Prepare(
        ProjectWorkspace project,
        EvalSet evalSet,
        IReadOnlyList<EvalItem> items,
        IReadOnlyList<(RunIdentity Identity, string RunId)> runs,
        LookPurpose purpose,
        bool burn
    )
    {
        if (!items.Any(item => item.IsSealed) || HoldoutLedger.HashOf(evalSet) is not { } hash)
            return null;
        var (ledger, problems) = (HoldoutLedger.Of(evalSet, project.Host.Time), new Problems());
        var history = ledger.Read(hash, problems);
        project.Conclude(problems);
        RefuseRunsOfClaims(history, [.. runs.Select(run => run.RunId)]);
        var now = project.Host.Time.GetUtcNow();
        var looks = runs.Select(run => LookOf(run.Identity, run.RunId, evalSet, hash, purpose, now))
            .Where(look => !history.HasSeen(look))
            .DistinctBy(look => (look.PromptHash ?? look.ResponsesHash ?? look.Prompt, look.ConfigHash))
            .ToList();
        if (looks.Count > 0)
            LookLimits.Check(project, history, looks.Count, evalSet.Name, burn);
        return new HoldoutLooks(ledger, looks, today => LookLimits.Refuse(today, looks.Count, evalSet.Name, burn));
    }

    // Alone, and with the cache, they would no longer be what a claim rests on.
    private static void RefuseRunsOfClaims(HoldoutHistory history, IReadOnlyList<string> runIds)
    {
        if (
            history.Looks.FirstOrDefault(look =>
                look.Purpose == LookPurpose.Confirm && runIds.Any(id => id == look.RunId || id == look.BaselineRunId)
            )
            is not { } look
        )
            return;
        throw new InputException(
            "--resume",
            null,
            history.Claims.Any(claim => claim.RunId == look.RunId)
                ? FormattableString.Invariant(
                    $"This run is of look {look.Number} at the holdout, which has ended in a claim: it stays as it is."
                )
                : FormattableString.Invariant(
                    $"This run is of look {look.Number} at the holdout, which is for a claim. Go on with it: promptlab confirm {look.Reference} --against {look.Baseline}"
                )
        );
    }

    /// <summary>A look, before it has its number.</summary>
    public static HoldoutLook LookOf(
        RunIdentity run,
        string runId,
        EvalSet evalSet,
        string holdoutHash,
        LookPurpose purpose,
        DateTimeOffset at
    ) =>
        new()
        {
            At = at,
            Purpose = purpose,
            HoldoutHash = holdoutHash,
            Items = evalSet.SealedItems.Count(),
            Prompt = run.Prompt.Name,
            Version = run.Prompt.Version,
            PromptHash = run.Prompt.Hash,
            Model = run.Model.Alias,
            ConfigHash = run.ConfigHash,
            GradersHash = run.GradersHash,
            RunId = runId,
            ResponsesHash = run.ResponsesHash,
        };

    /// <summary>Writes the looks of runs that have begun.</summary>
    /// <exception cref="InputException">They can't be written.</exception>
    public async Task TakeAsync(ProjectWorkspace project, IReadOnlyList<RunRecord> runs, CancellationToken cancellationToken)
    {
        var looks = _new.Select(look =>
            look with
            {
                RunId = runs.First(run =>
                    run.Prompt.Name == look.Prompt && run.Prompt.Hash == look.PromptHash && run.ConfigHash == look.ConfigHash
                ).RunId,
            }
        );
        _taken = await _ledger.TakeAsync([.. looks], _check, cancellationToken);
        foreach (var look in _taken)
            project.Tell(new LookTaken(look, _ledger.ShownAs));
    }

    /// <summary>Takes back the looks of runs that got no answer.</summary>
    public async Task EndAsync(ProjectWorkspace project, IReadOnlyList<FinishedRun> runs)
    {
        var blind = _taken.Where(look => runs.Any(run => run.Record.RunId == look.RunId && HasNoAnswer(run))).ToList();
        var now = project.Host.Time.GetUtcNow();
        if (blind.Count > 0)
            await _ledger.EndAsync([.. blind.Select(look => new VoidLook(look.RunId, now, "no call was answered"))]);
    }

    /// <summary>True where nothing of a run could be seen.</summary>
    public static bool HasNoAnswer(FinishedRun run) => run.Summary.Results == run.Summary.Errors && run.Ungraded == 0;
}
