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
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of calls of the whole plan.</summary>
    public int Calls => Targets.Count * Items.Count * Repeats;

    /// <summary>Every call, in the order of asking: by repeat, then item, then run.</summary>
    public IEnumerable<PlannedCall> InOrder() =>
        from repeat in Enumerable.Range(1, Repeats)
        from item in Items
        from target in Targets
        select new PlannedCall(target, item, repeat);
}

/// <summary>One call to be made.</summary>
/// <param name="Target">The run that it belongs to.</param>
/// <param name="Item">The item.</param>
/// <param name="Repeat">The repeat, from 1.</param>
public sealed record PlannedCall(RunTarget Target, EvalItem Item, int Repeat);
