using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>The calls of several runs over the same items, interleaved item by item so that drift affects all runs alike.</summary>
internal sealed record RunPlan
{
    /// <summary>The runs, at least one.</summary>
    public required IReadOnlyList<RunTarget> Targets { get; init; }

    /// <summary>The items, at least one.</summary>
    public required IReadOnlyList<EvalItem> Items { get; init; }

    public required GraderSet Graders { get; init; }

    /// <summary>The models that graders may call; none by default.</summary>
    public IGraderModels GraderModels { get; init; } = IGraderModels.None;

    /// <summary>How often each item is run, from 1; default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls may be in flight at once, from 1; default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long calls in flight may continue after a stop; default 30 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The calls that already have a result, as in a resumed run.</summary>
    public IReadOnlySet<CallKey> Completed { get; init; } = new HashSet<CallKey>();

    /// <summary>
    /// Responses that are saved but not graded, as in a resumed run: they are graded, and their calls are not repeated.
    /// </summary>
    public IReadOnlyDictionary<CallKey, CallResponse> UngradedResponses { get; init; } = new Dictionary<CallKey, CallResponse>();

    /// <summary>
    /// True where no response is graded while calls are made, so that nobody can stop on what shows of the scores; false by default.
    /// </summary>
    public bool DefersGrading { get; init; }

    /// <summary>The number of calls of the whole plan, completed ones included.</summary>
    public int Calls => Targets.Count * Items.Count * Repeats;

    /// <summary>
    /// The calls without a result whose run is not over, in the order of calling: by repeat, then item, then run. Where a run has
    /// an item order of its own: by position in that order, then run, then repeat. Enumerate lazily: a run may end meanwhile.
    /// </summary>
    public IEnumerable<PlannedCall> PendingCalls() =>
        (Targets.Any(target => target.Order is not null) ? ByOwnOrder() : ByRepeat()).Where(call =>
            !call.Target.IsOver() && !Completed.Contains(call.Key)
        );

    private IEnumerable<PlannedCall> ByRepeat() =>
        from repeat in Enumerable.Range(1, Repeats)
        from item in Items
        from target in Targets
        select new PlannedCall(target, item, repeat);

    private IEnumerable<PlannedCall> ByOwnOrder() =>
        from position in Enumerable.Range(0, Items.Count)
        from target in Targets
        from repeat in Enumerable.Range(1, Repeats)
        select new PlannedCall(target, (target.Order ?? Items)[position], repeat);
}

/// <summary>One call of a plan.</summary>
/// <param name="Target">The run that it belongs to.</param>
/// <param name="Item">The item whose input is rendered into the prompt.</param>
/// <param name="Repeat">The repeat, from 1.</param>
/// <param name="Step">The step of the run's subject, from 1.</param>
/// <param name="Sample">Which of several responses to the same messages, from 1.</param>
internal sealed record PlannedCall(RunTarget Target, EvalItem Item, int Repeat, int Step = 1, int Sample = 1)
{
    /// <summary>Identifies the call within its plan.</summary>
    public CallKey Key => new(Target.RunId, Item.Id, Repeat, Step, Sample);

    /// <summary>The prompt of the call's step.</summary>
    public Prompt Prompt => Target.Subject.Steps[Step - 1].Prompt;
}

/// <summary>Identifies one call within a plan.</summary>
/// <param name="RunId">The id of its run.</param>
/// <param name="ItemId">The id of its item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
/// <param name="Step">The step of the run's subject, from 1.</param>
/// <param name="Sample">Which of several responses to the same messages, from 1.</param>
internal readonly record struct CallKey(string RunId, string ItemId, int Repeat, int Step = 1, int Sample = 1);
