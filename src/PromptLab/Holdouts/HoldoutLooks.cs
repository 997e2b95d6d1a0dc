using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>
/// Records the looks that runs take at the holdout: each is written to the ledger before the first call, and voided where
/// nothing was seen.
/// </summary>
internal sealed class HoldoutLooks
{
    private readonly HoldoutLedger _ledger;
    private readonly IReadOnlyList<HoldoutLook> _planned;
    private readonly Action<HoldoutHistory> _check;
    private IReadOnlyList<HoldoutLook> _recorded = [];

    private HoldoutLooks(HoldoutLedger ledger, IReadOnlyList<HoldoutLook> looks, Action<HoldoutHistory> check) =>
        (_ledger, _planned, _check) = (ledger, looks, check);

    /// <summary>Prepares the looks of runs that are about to begin; null where they use no holdout item. Nothing is written yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="evalSet">The eval set.</param>
    /// <param name="items">The items to run or grade.</param>
    /// <param name="runs">The runs; the id of a run that has not begun is empty.</param>
    /// <param name="purpose">The purpose of the looks.</param>
    /// <param name="burn">True to allow a look beyond the limit.</param>
    /// <exception cref="InputException">The limit is reached without <paramref name="burn"/>, or the ledger is invalid.</exception>
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
        var (ledger, problems) = (HoldoutLedger.Of(project, evalSet), new Problems());
        var history = ledger.Read(hash, problems);
        project.Conclude(problems);
        RejectRunsOfClaims(history, [.. runs.Select(run => run.RunId)]);
        var now = project.Host.Time.GetUtcNow();
        var looks = runs.Select(run =>
                LookOf(run.Identity, run.RunId, items, hash, purpose, now) with
                {
                    Items = evalSet.SealedItems.Count(),
                }
            )
            .Where(look => !history.HasSeen(look))
            .DistinctBy(look => (look.PromptHash ?? look.ResponsesHash ?? look.Prompt, look.ConfigHash))
            .ToList();
        if (looks.Count > 0)
            LookLimits.Check(project, history, looks.Count, evalSet.Name, burn);
        return new HoldoutLooks(ledger, looks, current => LookLimits.ThrowIfExhausted(current, looks.Count, evalSet.Name, burn));
    }

    // A claim compares two runs made together, without the cache; resuming one alone would break that.
    private static void RejectRunsOfClaims(HoldoutHistory history, IReadOnlyList<string> runIds)
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

    /// <summary>A look that has no number yet, at items of which some are sealed.</summary>
    public static HoldoutLook LookOf(
        RunIdentity run,
        string runId,
        IReadOnlyList<EvalItem> items,
        string holdoutHash,
        LookPurpose purpose,
        DateTimeOffset at
    ) =>
        new()
        {
            At = at,
            Purpose = purpose,
            HoldoutHash = holdoutHash,
            Items = items.Count(item => item.IsSealed),
            Seals = [.. items.Where(item => item.IsSealed).Select(item => item.Seal).Distinct().Order(StringComparer.Ordinal)],
            Prompt = run.Prompt.Name,
            Version = run.Prompt.Version,
            PromptHash = run.Prompt.Hash,
            Model = run.Model.Alias,
            ConfigHash = run.ConfigHash,
            GradersHash = run.GradersHash,
            RunId = runId,
            ResponsesHash = run.ResponsesHash,
        };

    /// <summary>Appends the looks of runs that have begun to the ledger.</summary>
    /// <exception cref="InputException">The ledger is invalid or not writable, or other runs have reached the limit meanwhile.</exception>
    public async Task RecordAsync(ProjectWorkspace project, IReadOnlyList<RunRecord> runs, CancellationToken cancellationToken)
    {
        var looks = _planned.Select(look =>
            look with
            {
                RunId = runs.First(run =>
                    run.Prompt.Name == look.Prompt && run.Prompt.Hash == look.PromptHash && run.ConfigHash == look.ConfigHash
                ).RunId,
            }
        );
        _recorded = await _ledger.AppendLooksAsync([.. looks], _check, cancellationToken);
        foreach (var look in _recorded)
            project.Notify(new LookTaken(look, _ledger.ShownAs));
    }

    /// <summary>Voids the looks of runs in which no call succeeded.</summary>
    public async Task VoidUnseenAsync(ProjectWorkspace project, IReadOnlyList<FinishedRun> runs)
    {
        var unseen = _recorded.Where(look => runs.Any(run => run.Record.RunId == look.RunId && HasNoResponse(run))).ToList();
        var now = project.Host.Time.GetUtcNow();
        if (unseen.Count > 0)
            await _ledger.AppendVoidAsync([.. unseen.Select(look => new VoidLook(look.RunId, now, "no call was answered"))]);
    }

    /// <summary>True where every call of a run failed, so that nothing of the holdout was seen.</summary>
    public static bool HasNoResponse(FinishedRun run) => run.Summary.Results == run.Summary.Errors && run.Ungraded == 0;
}
