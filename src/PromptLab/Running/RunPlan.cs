using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>What is asked of what: several runs over the same items, interleaved item by item so that drift hits all alike.</summary>
internal sealed record RunPlan
{
    /// <summary>The runs, at least one.</summary>
    public required IReadOnlyList<RunTarget> Targets { get; init; }

    /// <summary>The items, at least one.</summary>
    public required IReadOnlyList<EvalItem> Items { get; init; }

    /// <summary>What judges the responses.</summary>
    public required GraderSet Graders { get; init; }

    /// <summary>The models that graders may ask; none by default.</summary>
    public IGraderModels GraderModels { get; init; } = IGraderModels.None;

    /// <summary>How often every item is asked, from 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls are under way at once, from 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long calls that are under way may still take after a stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The calls that have a result already, as in a run that is resumed.</summary>
    public IReadOnlySet<CallKey> Answered { get; init; } = new HashSet<CallKey>();

    /// <summary>
    /// The responses that are kept and not graded, as in a run that is resumed: their calls are not made again, and what is
    /// graded is this.
    /// </summary>
    public IReadOnlyDictionary<CallKey, CallResponse> Responses { get; init; } = new Dictionary<CallKey, CallResponse>();

    /// <summary>The number of calls of the whole plan, answered ones among them.</summary>
    public int Calls => Targets.Count * Items.Count * Repeats;

    /// <summary>
    /// Every call that has no result yet and whose run is not over, in the order of asking: by repeat, then item, then
    /// run. Where runs have orders of their own: by place in them, then run, then repeat.
    /// </summary>
    public IEnumerable<PlannedCall> InOrder() =>
        (Targets.Any(target => target.Order is not null) ? ByPlace() : ByRepeat()).Where(call =>
            !call.Target.IsOver() && !Answered.Contains(call.Key)
        );

    private IEnumerable<PlannedCall> ByRepeat() =>
        from repeat in Enumerable.Range(1, Repeats)
        from item in Items
        from target in Targets
        select new PlannedCall(target, item, repeat);

    private IEnumerable<PlannedCall> ByPlace() =>
        from place in Enumerable.Range(0, Items.Count)
        from target in Targets
        from repeat in Enumerable.Range(1, Repeats)
        select new PlannedCall(target, (target.Order ?? Items)[place], repeat);
}

/// <summary>One call to be made.</summary>
/// <param name="Target">The run that it belongs to.</param>
/// <param name="Item">The item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
/// <param name="Step">The step of the run's subject, from 1.</param>
/// <param name="Sample">Which of several responses to the same messages, from 1.</param>
internal sealed record PlannedCall(RunTarget Target, EvalItem Item, int Repeat, int Step = 1, int Sample = 1)
{
    /// <summary>What tells it from the other calls of the plan.</summary>
    public CallKey Key => new(Target.RunId, Item.Id, Repeat, Step, Sample);

    /// <summary>The prompt of its step.</summary>
    public Prompt Prompt => Target.Subject.Steps[Step - 1].Prompt;
}

/// <summary>What tells one call of a plan from the others.</summary>
/// <param name="RunId">The id of its run.</param>
/// <param name="ItemId">The id of its item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
/// <param name="Step">The step of the run's subject, from 1.</param>
/// <param name="Sample">Which of several responses to the same messages, from 1.</param>
internal readonly record struct CallKey(string RunId, string ItemId, int Repeat, int Step = 1, int Sample = 1);
