namespace PromptLab.Diagnosing;

/// <summary>What the items of a slice have in common.</summary>
/// <param name="Kind">The property.</param>
/// <param name="Value">Its value: the tag, the label, or the range of lengths such as <c>81 to 120 characters</c>.</param>
public sealed record SliceCondition(SliceKind Kind, string Value)
{
    /// <summary>The condition as people read it.</summary>
    public string Name =>
        Kind switch
        {
            SliceKind.Tag => $"tag “{Value}”",
            SliceKind.Label => $"label “{Value}”",
            _ => $"input of {Value}",
        };
}

/// <summary>The properties that slices are made by.</summary>
public enum SliceKind
{
    /// <summary>Items with a tag.</summary>
    Tag,

    /// <summary>Items of which a label or a choice is wanted.</summary>
    Label,

    /// <summary>Items of one quarter by the length of their input.</summary>
    Length,
}
