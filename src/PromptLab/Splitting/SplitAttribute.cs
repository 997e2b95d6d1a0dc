namespace PromptLab.Splitting;

/// <summary>A property of items of which every split should have its share.</summary>
/// <param name="Kind">Whether it is a tag or a label.</param>
/// <param name="Name">The tag or label itself.</param>
internal sealed record SplitAttribute(SplitAttributeKind Kind, string Name);

/// <summary>The kinds of attributes that splits are balanced by.</summary>
internal enum SplitAttributeKind
{
    /// <summary>A tag of the item.</summary>
    Tag,

    /// <summary>The expected answer, if the items have only a few different ones.</summary>
    Label,
}
