namespace PromptLab.EvalSets;

/// <summary>The splits of an eval set whose items a run asked.</summary>
/// <param name="names">Their names; empty where all items were eligible, as in an eval set that is not split.</param>
internal sealed class SplitChoice(IReadOnlyList<string> names)
{
    private const char Separator = ';';

    /// <summary>The names in the order in which they were given; empty where all items were eligible.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>True where all items were eligible.</summary>
    public bool IsAll => Names.Count == 0;

    /// <summary>True where the holdout is named.</summary>
    public bool HasHoldout => Names.Contains(SplitNames.Holdout, StringComparer.Ordinal);

    /// <summary>The names as the scoreboard stores them, with <c>;</c> between them; null where all items were eligible.</summary>
    public string? Text => IsAll ? null : ToString();

    /// <summary>The choice that <see cref="Text"/> was given for.</summary>
    /// <param name="text">Names with <c>;</c> between them; null or empty for all items.</param>
    public static SplitChoice Parse(string? text) => new(string.IsNullOrEmpty(text) ? [] : text.Split(Separator));

    /// <summary>True where items of one split alone were eligible.</summary>
    public bool IsOnly(string split) => !IsAll && Names.All(name => name == split);

    /// <summary>True where an item was eligible by its split.</summary>
    public bool Includes(EvalItem item) => IsAll || Names.Contains(item.Split ?? "", StringComparer.Ordinal);

    /// <summary>The names with <c>;</c> between them; empty where all items were eligible.</summary>
    public override string ToString() => string.Join(Separator, Names);
}
