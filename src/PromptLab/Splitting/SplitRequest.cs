using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>The options of assigning items to splits.</summary>
internal sealed record SplitRequest
{
    /// <summary>The target shares; null for <see cref="SplitShares.DefaultFor"/>.</summary>
    public SplitShares? Shares { get; init; }

    /// <summary>A text that is hashed with each unit to order them; null for the name of the eval set.</summary>
    public string? Salt { get; init; }

    /// <summary>True to reassign items that already are in train, dev or holdout.</summary>
    public bool ReassignAll { get; init; }

    /// <summary>
    /// The splits that some items keep or get whatever else is asked, by item id: an item that was looked at in the holdout stays
    /// there, and one that was retired never goes back. Empty if there are none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Labels by item id; items without one are left out.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Groups of duplicates: items that look the same to a model and belong in one split. Empty if there are none.</summary>
    public IReadOnlyList<IReadOnlyList<EvalItem>> Duplicates { get; init; } = [];

    /// <summary>The attributes of an item that splits are balanced by: its tags and its label.</summary>
    internal IEnumerable<SplitAttribute> AttributesOf(EvalItem item)
    {
        var tags = item.Tags.Distinct(StringComparer.Ordinal).Select(tag => new SplitAttribute(SplitAttributeKind.Tag, tag));
        return Labels.TryGetValue(item.Id, out var label) ? tags.Append(new SplitAttribute(SplitAttributeKind.Label, label)) : tags;
    }
}
