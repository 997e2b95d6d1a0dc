using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// What of a run's journals can be used again when the run goes on. A result, and a response that has none yet, is used
/// again only where item hash, prompt hash, model, parameters and repeat are what is asked today; a failed call is asked
/// again. Nothing is changed by planning.
/// </summary>
internal sealed class ResumePlan
{
    private const int MostNamed = 5;

    private readonly List<CallKey> _reused = [];
    private readonly List<ItemResult> _gradedAgain = [];
    private readonly HashSet<CallKey> _counted = [];
    private readonly JournalRewrite _lines = new();
    private readonly ResumedCalls _calls;
    private bool _isTorn;
    private int _regraded;
    private int _relabelled;
    private int _failed;
    private RunUse _kept = RunUse.None;
    private RunUse _discarded = RunUse.None;

    private ResumePlan(RunRecord record, IReadOnlyList<EvalItem> items) =>
        (Record, Items, _calls) = (record, items, new ResumedCalls(record));

    /// <summary>The run as it is asked now, with what became of its earlier results.</summary>
    public RunRecord Record { get; private set; }

    /// <summary>The items as they are chosen now.</summary>
    public IReadOnlyList<EvalItem> Items { get; }

    /// <summary>The calls whose results are used again.</summary>
    public IReadOnlyList<CallKey> Reused => _reused;

    /// <summary>
    /// The responses that are used again and have to be graded while the run goes on: those that never were, and those to be
    /// graded anew by graders that take time.
    /// </summary>
    public IReadOnlyDictionary<CallKey, CallResponse> ToGrade => _calls.ToGrade;

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
    /// <param name="graders">
    /// What judges today: where they are others than before, what is used again is graded anew, as is what a grader failed
    /// at.
    /// </param>
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
        plan.SortCalls(store, problems);
        var changes = plan.ChangesSince(old, store.ReadSelection(old.RunId)).ToList();
        plan.Record = now with { Resumptions = [.. old.Resumptions ?? [], plan.ResumptionAt(resumedAt, changes)] };
        return plan;
    }

    /// <summary>Carries the plan out: sets aside what can't be used again, and writes what is asked now.</summary>
    public void Apply(RunStore store) => store.Reopen(Record, Items, _lines, _calls.Rewrite);

    private RunResumption ResumptionAt(DateTimeOffset resumedAt, IReadOnlyList<string> changes)
    {
        var reused = _reused.Count + ToGrade.Count;
        return new RunResumption
        {
            ResumedAt = resumedAt,
            Reused = reused,
            Regraded = _regraded,
            ToGrade = ToGrade.Count - _gradedAgain.Count,
            Failed = _failed,
            SetAside = _lines.SetAsideCount - _failed - (_isTorn ? 1 : 0) + _calls.Lost,
            Discarded = _discarded,
            ToAsk = (Items.Count * Record.Repeats) - reused,
            Changes = changes,
        };
    }

    private async Task SortAsync(RunStore store, RunRecord old, GraderSet graders, Problems problems)
    {
        if (!store.HasJournal(old.RunId))
            return;
        using var journal = store.Read(old, problems);
        var byId = Items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        var askedTheSame = SamePrompt(old) && SameModel(old);
        foreach (var (result, line) in journal.Lines())
        {
            if (
                askedTheSame
                && byId.TryGetValue(result.ItemId, out var item)
                && item.Hash == result.ItemHash
                && result.Repeat <= Record.Repeats
                && !IsFailed(result)
            )
                await ReuseAsync(result, item, line, SameGraders(old) && !HasFailedGrading(result) ? null : graders);
            else
                SetAside(result, line, isAskedAgain: byId.ContainsKey(result.ItemId) && result.Repeat <= Record.Repeats);
        }

        if (!journal.Torn.IsEmpty)
        {
            _isTorn = true;
            _lines.SetAside(journal.Torn);
        }

        if (journal.HasDoubles)
            _lines.IsNeeded = true;
    }

    private void SortCalls(RunStore store, Problems problems)
    {
        var byId = Items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        _calls.Read(store, byId, _reused.ToHashSet(), _counted, problems);
        foreach (var result in _gradedAgain)
            _calls.GradeAgain(result);
        _kept = _kept.Plus(_calls.Used);
        _discarded = _discarded.Plus(_calls.Discarded);
    }

    private async Task ReuseAsync(ItemResult result, EvalItem item, ReadOnlyMemory<byte> line, GraderSet? graders)
    {
        _counted.Add(KeyOf(result));
        if (graders is not null && !graders.IsImmediateFor(result.Output ?? ""))
        {
            // Grading takes time: it is work of the run, which can be stopped, and not of planning.
            _gradedAgain.Add(StoredResponseGrader.Relabel(result, item));
            _regraded++;
            _lines.IsNeeded = true;
            return;
        }

        var today = graders is null
            ? StoredResponseGrader.Relabel(result, item)
            : await StoredResponseGrader.RegradeAsync(result, item, graders, CancellationToken.None);
        var isRelabelled = graders is null && !SameLabels(result, item);
        _regraded += graders is null ? 0 : 1;
        _relabelled += isRelabelled ? 1 : 0;
        Fields.Add(today);
        _kept = _kept.Plus(RunUse.Of(today));
        Tally = Tally.And(today);
        _reused.Add(KeyOf(today));
        if (graders is not null || isRelabelled)
            _lines.Add(ItemResultJson.WriteUtf8(today));
        else
            _lines.Keep(line);
    }

    private void SetAside(ItemResult result, ReadOnlyMemory<byte> line, bool isAskedAgain)
    {
        _failed += IsFailed(result) && isAskedAgain ? 1 : 0;
        _discarded = _discarded.Plus(RunUse.Of(result));
        if (!IsFailed(result))
            _counted.Add(KeyOf(result));
        _lines.SetAside(line);
    }

    // Earlier versions graded a response that says nothing.
    private static bool IsFailed(ItemResult result) =>
        result.Failure is not null || Silence.Of(CallResponse.Of(result).Response) is not null;

    private static CallKey KeyOf(ItemResult result) => new(result.RunId, result.ItemId, result.Repeat);

    private bool SamePrompt(RunRecord old) => old.Prompt.Hash == Record.Prompt.Hash;

    private bool SameModel(RunRecord old) => old.ConfigHash == Record.ConfigHash;

    private bool SameGraders(RunRecord old) => old.GradersHash == Record.GradersHash;

    private static bool HasFailedGrading(ItemResult result) => result.Grade?.Verdicts.Any(verdict => verdict.Error is not null) == true;

    private static bool SameLabels(ItemResult result, EvalItem item) =>
        result.Split == item.Split
        && result.Weight.Equals(item.Weight)
        && result.Cluster == item.Cluster
        && result.Tags.SequenceEqual(item.Tags, StringComparer.Ordinal);

    private IEnumerable<string> ChangesSince(RunRecord old, IReadOnlyDictionary<string, SelectedItem>? selection)
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
            yield return $"the journal's last line was cut off while it was written; it is set aside{(_calls.HasFile ? "" : ", and its item asked again")}";
        if (_calls.IsTorn)
            yield return "the last line of calls.jsonl was cut off while it was written; it is set aside, and its item asked again";
        if (_relabelled > 0)
            yield return FormattableString.Invariant(
                $"tags, split, weight or cluster of {_relabelled} answered items are others; they were taken over"
            );
        if (!SameGraders(old))
            yield return FormattableString.Invariant($"the graders are others: {_regraded} answers are graded anew, without asking");
        else if (_regraded > 0)
            yield return FormattableString.Invariant($"answers that a grader failed at: {_regraded}; they are graded anew, without asking");
    }

    private IEnumerable<string> ItemChanges(IReadOnlyDictionary<string, SelectedItem> selection)
    {
        var today = Items.ToDictionary(item => item.Id, item => ContentHash.Short(item.Hash), StringComparer.Ordinal);
        return new[]
        {
            Named(
                "edited",
                selection.Where(before => today.TryGetValue(before.Key, out var hash) && hash != before.Value.Hash).Select(pair => pair.Key)
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
