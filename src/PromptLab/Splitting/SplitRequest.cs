using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>How the items of an eval set are to be dealt to splits.</summary>
internal sealed record SplitRequest
{
    /// <summary>The share of each split; null takes <see cref="SplitShares.DefaultFor"/>.</summary>
    public SplitShares? Shares { get; init; }

    /// <summary>A text that goes into the hash by which items are ordered; null takes the name of the eval set.</summary>
    public string? Salt { get; init; }

    /// <summary>True where items that are in train, dev or holdout already are dealt anew as well.</summary>
    public bool Anew { get; init; }

    /// <summary>The label of items by id; empty where they have none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Groups of items that are the same to a model, and so belong in one split; empty where there are none.</summary>
    public IReadOnlyList<IReadOnlyList<EvalItem>> Twins { get; init; } = [];

    /// <summary>What splits are balanced by: each tag of the item, and its label.</summary>
    internal IEnumerable<SplitAttribute> AttributesOf(EvalItem item)
    {
        var tags = item.Tags.Distinct(StringComparer.Ordinal).Select(tag => new SplitAttribute(SplitAttributeKind.Tag, tag));
        return Labels.TryGetValue(item.Id, out var label) ? tags.Append(new SplitAttribute(SplitAttributeKind.Label, label)) : tags;
    }
}
