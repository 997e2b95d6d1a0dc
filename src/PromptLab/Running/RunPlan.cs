using PromptLab.EvalSets;
using PromptLab.Grading;

namespace PromptLab.Running;

/// <summary>What is asked of what: several runs over the same items, interleaved item by item so that drift hits all alike.</summary>
public sealed record RunPlan
{
    /// <summary>The runs, at least one.</summary>
    public required IReadOnlyList<RunTarget> Targets { get; init; }

    /// <summary>The items, at least one.</summary>
    public required IReadOnlyList<EvalItem> Items { get; init; }

    /// <summary>What judges the responses.</summary>
    public required GraderSet Graders { get; init; }

    /// <summary>How often every item is asked, from 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls are under way at once, from 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long calls that are under way may still take after a stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The calls that have a result already, as in a run that is resumed.</summary>
    public IReadOnlySet<CallKey> Answered { get; init; } = new HashSet<CallKey>();

    /// <summary>The number of calls of the whole plan, answered ones among them.</summary>
    public int Calls => Targets.Count * Items.Count * Repeats;

    /// <summary>Every call that has no result yet, in the order of asking: by repeat, then item, then run.</summary>
    public IEnumerable<PlannedCall> InOrder() =>
        from repeat in Enumerable.Range(1, Repeats)
        from item in Items
        from target in Targets
        where !Answered.Contains(new CallKey(target.RunId, item.Id, repeat))
        select new PlannedCall(target, item, repeat);
}

/// <summary>One call to be made.</summary>
/// <param name="Target">The run that it belongs to.</param>
/// <param name="Item">The item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
public sealed record PlannedCall(RunTarget Target, EvalItem Item, int Repeat);

/// <summary>What tells one call of a plan from the others.</summary>
/// <param name="RunId">The id of its run.</param>
/// <param name="ItemId">The id of its item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
public readonly record struct CallKey(string RunId, string ItemId, int Repeat);
