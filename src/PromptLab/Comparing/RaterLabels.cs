namespace PromptLab.Comparing;

/// <summary>What one rater said of units, each an item in one repeat.</summary>
/// <param name="Name">The rater.</param>
internal sealed record RaterLabels(string Name)
{
    /// <summary>The labels by item and repeat.</summary>
    public Dictionary<(string Item, int Repeat), string> Labels { get; } = [];

    /// <summary>The cluster of each item that has one.</summary>
    public Dictionary<string, string> Clusters { get; } = new(StringComparer.Ordinal);

    /// <summary>True for labels of items, which hold for every repeat that another rater has labelled.</summary>
    public bool IsOfItems { get; init; }

    /// <summary>The label of a unit; null where there is none.</summary>
    public string? Of((string Item, int Repeat) unit) =>
        Labels.GetValueOrDefault(unit) ?? (IsOfItems ? Labels.GetValueOrDefault((unit.Item, 1)) : null);
}
