namespace PromptLab.EvalSets;

/// <summary>The splits of an eval set on which a run was made.</summary>
/// <param name="names">The names of the splits; empty if all items were eligible, as in an eval set that is not split.</param>
internal sealed class SplitChoice(IReadOnlyList<string> names)
{
    private const char Separator = ';';

    /// <summary>The names of the splits, in the given order; empty if all items were eligible.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>True if all items were eligible.</summary>
    public bool IsAll => Names.Count == 0;

    /// <summary>True if the holdout is one of the splits.</summary>
    public bool HasHoldout => Names.Contains(SplitNames.Holdout, StringComparer.Ordinal);

    /// <summary>The names as stored in the scoreboard, separated by <c>;</c>; null if all items were eligible.</summary>
    public string? Text => IsAll ? null : ToString();

    /// <summary>Parses a <see cref="Text"/>.</summary>
    /// <param name="text">Names separated by <c>;</c>; null or empty for all items.</param>
    public static SplitChoice Parse(string? text) => new(string.IsNullOrEmpty(text) ? [] : text.Split(Separator));

    /// <summary>True if only items of this split were eligible.</summary>
    public bool IsOnly(string split) => !IsAll && Names.All(name => name == split);

    /// <summary>True if an item was eligible by its split.</summary>
    public bool Includes(EvalItem item) => IsAll || Names.Contains(item.Split ?? "", StringComparer.Ordinal);

    /// <summary>The names separated by <c>;</c>; empty if all items were eligible.</summary>
    public override string ToString() => string.Join(Separator, Names);
}
