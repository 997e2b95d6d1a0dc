using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// What of a run's journal can be used again when the run goes on. A result is used again only where item hash, prompt
/// hash, model, parameters and repeat are what is asked today; a failed call is asked again. Nothing is changed by planning.
/// </summary>
public sealed class ResumePlan
{
    private const int MostNamed = 5;

    private readonly List<CallKey> _reused = [];
    private readonly List<ReadOnlyMemory<byte>> _lines = [];
    private readonly List<ReadOnlyMemory<byte>> _setAside = [];
    private bool _isRewritten;
    private bool _isTorn;
    private int _regraded;
    private int _relabelled;
    private int _failed;
    private RunUse _kept = RunUse.None;
    private RunUse _discarded = RunUse.None;

    private ResumePlan(RunRecord record, IReadOnlyList<EvalItem> items) => (Record, Items) = (record, items);

    /// <summary>The run as it is asked now, with what became of its earlier results.</summary>
    public RunRecord Record { get; private set; }

    /// <summary>The items as they are chosen now.</summary>
    public IReadOnlyList<EvalItem> Items { get; }

    /// <summary>The calls whose results are used again.</summary>
    public IReadOnlyList<CallKey> Reused => _reused;

    /// <summary>What is known of the results that are used again.</summary>
    internal RunTally Tally { get; private set; } = new();

    /// <summary>The fields of the results that are used again.</summary>
    internal ItemsCsvFields Fields { get; } = new();

    /// <summary>What became of the earlier results.</summary>
    public RunResumption Resumption => Record.Resumptions![^1];

    /// <summary>What the run has used so far, results that no longer count among it.</summary>
    public RunUse Used => Record.Resumptions!.Aggregate(_kept, (sum, resumption) => sum.Plus(resumption.Discarded));

    /// <summary>Plans how a run goes on.</summary>
    /// <param name="store">Where the run is.</param>
    /// <param name="old">The run as it was asked.</param>
    /// <param name="now">The record of what would be asked today.</param>
    /// <param name="items">The items as they are chosen today.</param>
    /// <param name="graders">What judges today: where they are others than before, what is used again is graded anew.</param>
    /// <param name="problems">Where problems of the journal go.</param>
    public static async Task<ResumePlan> OfAsync(
        RunStore store,
        RunRecord old,
        RunRecord now,
        IReadOnlyList<EvalItem> items,
        GraderSet graders,
        Problems problems
    )
    {
        var resumedAt = now.StartedAt;
        now = now with
        {
            RunId = old.RunId,
            Group = old.Group,
            StartedAt = old.StartedAt,
            Experiment = old.Experiment,
            Trigger = old.Trigger,
        };
        var plan = new ResumePlan(now, items);
        await plan.SortAsync(store, old, graders, problems);
        var changes = plan.ChangesSince(old, store.ReadSelection(old.RunId)).ToList();
        var resumption = new RunResumption
        {
            ResumedAt = resumedAt,
            Reused = plan._reused.Count,
            Regraded = plan._regraded,
            Failed = plan._failed,
            SetAside = plan._setAside.Count - plan._failed - (plan._isTorn ? 1 : 0),
            Discarded = plan._discarded,
            ToAsk = (items.Count * now.Repeats) - plan._reused.Count,
            Changes = changes,
        };
        plan.Record = now with { Resumptions = [.. old.Resumptions ?? [], resumption] };
        return plan;
    }

    /// <summary>Carries the plan out: sets aside what can't be used again, and writes what is asked now.</summary>
    public void Apply(RunStore store)
    {
        store.Reopen(Record, Items, _isRewritten ? _lines : null, _setAside);
        _lines.Clear();
        _setAside.Clear();
    }

    private async Task SortAsync(RunStore store, RunRecord old, GraderSet graders, Problems problems)
    {
        if (!store.HasJournal(old.RunId))
            return;
        using var journal = store.Read(old.RunId, problems);
        var byId = Items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        var askedTheSame = SamePrompt(old) && SameModel(old);
        foreach (var (result, line) in journal.Lines())
        {
            if (
                askedTheSame
                && byId.TryGetValue(result.ItemId, out var item)
                && item.Hash == result.ItemHash
                && result.Repeat <= Record.Repeats
                && result.Failure is null
            )
                await ReuseAsync(result, item, line, old.GradersHash == Record.GradersHash ? null : graders);
            else
                SetAside(result, line, isAskedAgain: byId.ContainsKey(result.ItemId) && result.Repeat <= Record.Repeats);
        }

        if (!journal.Torn.IsEmpty)
        {
            _isTorn = true;
            SetAside(journal.Torn);
        }

        if (journal.HasDoubles)
            _isRewritten = true;
    }

    private async Task ReuseAsync(ItemResult result, EvalItem item, ReadOnlyMemory<byte> line, GraderSet? graders)
    {
        var today = graders is null
            ? ResponseJudging.Relabel(result, item)
            : await ResponseJudging.JudgeAgainAsync(result, item, graders, CancellationToken.None);
        var isRelabelled = graders is null && !SameLabels(result, item);
        _regraded += graders is null ? 0 : 1;
        _relabelled += isRelabelled ? 1 : 0;
        _isRewritten |= graders is not null || isRelabelled;
        Fields.Add(today);
        _kept = _kept.Plus(RunUse.Of(today));
        Tally = Tally.And(today);
        _reused.Add(new CallKey(today.RunId, today.ItemId, today.Repeat));
        _lines.Add(graders is not null || isRelabelled ? ItemResultJson.WriteUtf8(today) : line);
    }

    private void SetAside(ItemResult result, ReadOnlyMemory<byte> line, bool isAskedAgain)
    {
        _failed += result.Failure is not null && isAskedAgain ? 1 : 0;
        _discarded = _discarded.Plus(RunUse.Of(result));
        SetAside(line);
    }

    private void SetAside(ReadOnlyMemory<byte> line)
    {
        _setAside.Add(line);
        _isRewritten = true;
    }

    private bool SamePrompt(RunRecord old) => old.Prompt.Hash == Record.Prompt.Hash;

    private bool SameModel(RunRecord old) => old.ConfigHash == Record.ConfigHash;

    private static bool SameLabels(ItemResult result, EvalItem item) =>
        result.Split == item.Split
        && result.Weight.Equals(item.Weight)
        && result.Cluster == item.Cluster
        && result.Tags.SequenceEqual(item.Tags, StringComparer.Ordinal);

    private IEnumerable<string> ChangesSince(RunRecord old, IReadOnlyDictionary<string, string>? selection)
    {
        if (!SamePrompt(old))
            yield return $"{old.Prompt.Reference} was edited, so no answer to its earlier text is used again";
        if (!SameModel(old))
            yield return $"the model “{old.Model.Alias}” has another id or other parameters, so no earlier answer of it is used again";
        if (selection is not null)
        {
            foreach (var change in ItemChanges(selection))
                yield return change;
        }

        if (_isTorn)
            yield return "the journal's last line was cut off while it was written; it is set aside, and its item asked again";
        if (_relabelled > 0)
            yield return FormattableString.Invariant(
                $"tags, split, weight or cluster of {_relabelled} answered items are others; they were taken over"
            );
        if (old.GradersHash != Record.GradersHash)
            yield return FormattableString.Invariant($"the graders are others: {_regraded} answers are graded anew, without asking");
    }

    private IEnumerable<string> ItemChanges(IReadOnlyDictionary<string, string> selection)
    {
        var today = Items.ToDictionary(item => item.Id, item => ContentHash.Short(item.Hash), StringComparer.Ordinal);
        return new[]
        {
            Named(
                "edited",
                selection.Where(before => today.TryGetValue(before.Key, out var hash) && hash != before.Value).Select(pair => pair.Key)
            ),
            Named("added", today.Keys.Where(id => !selection.ContainsKey(id))),
            Named("removed", selection.Keys.Where(id => !today.ContainsKey(id))),
        }.OfType<string>();
    }

    private static string? Named(string what, IEnumerable<string> ids)
    {
        var all = ids.Order(StringComparer.Ordinal).ToList();
        var named = string.Join(", ", all.Take(MostNamed).Select(id => $"“{id}”"));
        return all.Count switch
        {
            0 => null,
            1 => $"the item {named} was {what}",
            <= MostNamed => $"the items {named} were {what}",
            _ => FormattableString.Invariant($"{all.Count} items were {what}, {named} among them"),
        };
    }
}
