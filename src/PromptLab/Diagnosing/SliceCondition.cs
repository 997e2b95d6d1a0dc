namespace PromptLab.Diagnosing;

/// <summary>A property that the items of a slice share.</summary>
/// <param name="Kind">The kind of property.</param>
/// <param name="Value">The tag, the label, or the range of lengths, such as <c>81 to 120 characters</c>.</param>
internal sealed record SliceCondition(SliceKind Kind, string Value)
{
    /// <summary>The display name, such as <c>tag “urgent”</c>.</summary>
    public string Name =>
        Kind switch
        {
            SliceKind.Tag => $"tag “{Value}”",
            SliceKind.Label => $"label “{Value}”",
            _ => $"input of {Value}",
        };
}

/// <summary>The kinds of properties that define slices.</summary>
internal enum SliceKind
{
    /// <summary>The items have a tag.</summary>
    Tag,

    /// <summary>The items expect a label or a choice.</summary>
    Label,

    /// <summary>The items' inputs are in one quarter of all input lengths.</summary>
    Length,
}
