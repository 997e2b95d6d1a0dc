using PromptLab.EvalSets;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>How the items of the holdout came out: all that is told of them.</summary>
/// <param name="Items">How many items there are.</param>
/// <param name="Decided">How many were decided.</param>
/// <param name="Failing">How many of these fail.</param>
public sealed record HoldoutCounts(int Items, int Decided, int Failing)
{
    /// <summary>The counts of a run; null where it has no item of the holdout.</summary>
    internal static HoldoutCounts? Of(IReadOnlyList<ItemResult> results)
    {
        var items = DiagnosedItem.Of(results.Where(result => result.Split == SplitNames.Holdout));
        return items.Count == 0
            ? null
            : new HoldoutCounts(items.Count, items.Count(item => item.IsDecided), items.Count(item => item.IsFailing));
    }
}
