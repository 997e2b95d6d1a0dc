namespace PromptLab.Splitting;

/// <summary>Something that items have in common and that every split should have its share of.</summary>
/// <param name="Kind">Whether it is a tag or a label.</param>
/// <param name="Name">The tag or the label.</param>
internal sealed record SplitAttribute(SplitAttributeKind Kind, string Name);

/// <summary>The kinds of attributes that splits are balanced by.</summary>
public enum SplitAttributeKind
{
    /// <summary>A tag of the item.</summary>
    Tag,

    /// <summary>The right answer, where the items have few different ones.</summary>
    Label,
}
