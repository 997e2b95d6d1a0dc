namespace PromptLab.Running;

/// <summary>A response that was recorded elsewhere.</summary>
internal sealed record GivenResponse
{
    /// <summary>The id of its item.</summary>
    public required string ItemId { get; init; }

    /// <summary>The repeat, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>The text; null where there was no response, which is not the same as an empty one.</summary>
    public string? Text { get; init; }

    /// <summary>Why there was no response; null where nothing is said.</summary>
    public string? Error { get; init; }

    /// <summary>The line on which it begins, from 1.</summary>
    public required int Line { get; init; }
}
