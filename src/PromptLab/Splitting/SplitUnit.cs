using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>Items that go to one split together: a cluster, items that are the same, or an item alone.</summary>
/// <param name="Hash">The unit's place in the order of dealing; the same whatever the order of the items.</param>
/// <param name="Items">Its items, in order of id.</param>
internal sealed record SplitUnit(string Hash, IReadOnlyList<EvalItem> Items)
{
    /// <summary>How many items have each attribute.</summary>
    public IReadOnlyDictionary<SplitAttribute, int> AttributesBy(SplitRequest request) =>
        Items.SelectMany(request.AttributesOf).CountBy(attribute => attribute).ToDictionary();
}
