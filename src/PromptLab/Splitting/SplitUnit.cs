using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>Items that are assigned to one split together: a cluster, duplicates, or a single item.</summary>
/// <param name="Hash">Determines the order of units; independent of the order of the items.</param>
/// <param name="Items">Its items, ordered by id.</param>
internal sealed record SplitUnit(string Hash, IReadOnlyList<EvalItem> Items)
{
    /// <summary>The number of items with each attribute.</summary>
    public IReadOnlyDictionary<SplitAttribute, int> CountAttributes(SplitRequest request) =>
        Items.SelectMany(request.AttributesOf).CountBy(attribute => attribute).ToDictionary();
}
