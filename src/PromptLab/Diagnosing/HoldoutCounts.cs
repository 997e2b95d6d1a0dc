using PromptLab.EvalSets;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>The counts of holdout items in a run, which is all that a diagnosis reports about them.</summary>
/// <param name="Items">The number of items.</param>
/// <param name="Decided">The number of decided items.</param>
/// <param name="Failing">The number of decided items that fail.</param>
internal sealed record HoldoutCounts(int Items, int Decided, int Failing)
{
    /// <summary>The counts of a run; null where it has no holdout item.</summary>
    internal static HoldoutCounts? Of(IReadOnlyList<ItemResult> results)
    {
        var items = DiagnosedItem.Of(results.Where(result => result.Split == SplitNames.Holdout));
        return items.Count == 0
            ? null
            : new HoldoutCounts(items.Count, items.Count(item => item.IsDecided), items.Count(item => item.IsFailing));
    }
}
