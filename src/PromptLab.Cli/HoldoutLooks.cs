using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Models;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Cli;

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
    /// <exception cref="InputException">There were too many looks and nobody insists, or the ledger is broken.</exception>
    public static async Task<HoldoutLooks?> PrepareAsync(Project project, RunSetup setup, RunOptions request, CommandContext context)
    {
        if (!setup.Items.Any(item => item.IsSealed))
            return null;
        var template = await RunBeginning.TemplateAsync(project, setup, context);
        var runs = setup
            .Models.SelectMany(model => setup.Prompts.Select(chosen => template.RecordOf(chosen.Prompt, chosen.Changes, model)))
            .ToList();
        return Prepare(setup.EvalSet, setup.Items, runs, LookPurpose.Run, request.Burn, context);
    }

    /// <summary>The same of runs whose records are there.</summary>
    public static HoldoutLooks? Prepare(
        EvalSet evalSet,
        IReadOnlyList<EvalItem> items,
        IReadOnlyList<RunRecord> runs,
        LookPurpose purpose,
        bool burn,
        CommandContext context
    )
    {
        if (!items.Any(item => item.IsSealed) || HoldoutLedger.HashOf(evalSet) is not { } hash)
            return null;
        var (ledger, problems) = (HoldoutLedger.Of(evalSet, context.Time), new Problems());
        var history = ledger.Read(hash, problems);
        context.Conclude(problems);
        RefuseRunsOfClaims(history, runs);
        var looks = runs.Select(run => LookOf(run, evalSet, hash, purpose, context.Time.GetUtcNow()))
            .Where(look => !history.HasSeen(look))
            .DistinctBy(look => (look.PromptHash ?? look.ResponsesHash ?? look.Prompt, look.ConfigHash))
            .ToList();
        if (looks.Count > 0)
            LookLimits.Check(history, looks.Count, evalSet.Name, burn, context);
        return new HoldoutLooks(ledger, looks, now => LookLimits.Refuse(now, looks.Count, evalSet.Name, burn));
    }

    // Alone, and with the cache, they would no longer be what a claim rests on.
    private static void RefuseRunsOfClaims(HoldoutHistory history, IReadOnlyList<RunRecord> runs)
    {
        if (
            history.Looks.FirstOrDefault(look =>
                look.Purpose == LookPurpose.Confirm && runs.Any(run => run.RunId == look.RunId || run.RunId == look.BaselineRunId)
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
    public static HoldoutLook LookOf(RunRecord run, EvalSet evalSet, string holdoutHash, LookPurpose purpose, DateTimeOffset at) =>
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
            RunId = run.RunId,
            ResponsesHash = run.ResponsesHash,
        };

    /// <summary>Writes the looks of runs that have begun.</summary>
    /// <exception cref="InputException">They can't be written.</exception>
    public async Task TakeAsync(IReadOnlyList<RunRecord> runs, CommandContext context)
    {
        var looks = _new.Select(look =>
            look with
            {
                RunId = runs.First(run =>
                    run.Prompt.Name == look.Prompt && run.Prompt.Hash == look.PromptHash && run.ConfigHash == look.ConfigHash
                ).RunId,
            }
        );
        _taken = await _ledger.TakeAsync([.. looks], _check, context.Stopping);
        foreach (var look in _taken)
            await context.Error.WriteLineAsync(
                FormattableString.Invariant(
                    $"{look.Reference}: look {look.Number} at the holdout, kept in {_ledger.ShownAs}. It makes no claim; that takes promptlab confirm."
                )
            );
    }

    /// <summary>Takes back the looks of runs that got no answer.</summary>
    public async Task EndAsync(IReadOnlyList<FinishedRun> runs, CommandContext context)
    {
        var blind = _taken.Where(look => runs.Any(run => run.Record.RunId == look.RunId && HasNoAnswer(run))).ToList();
        if (blind.Count > 0)
            await _ledger.EndAsync([.. blind.Select(look => new VoidLook(look.RunId, context.Time.GetUtcNow(), "no call was answered"))]);
    }

    /// <summary>True where nothing of a run could be seen.</summary>
    public static bool HasNoAnswer(FinishedRun run) => run.Summary.Results == run.Summary.Errors && run.Ungraded == 0;
}
