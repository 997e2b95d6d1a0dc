namespace PromptLab.Diagnosing;

/// <summary>Which failures of which run to list.</summary>
public sealed record FailuresOptions
{
    /// <summary>A run by id or the end of its id, or the reference of a prompt version, which means its latest run.</summary>
    public required string Run { get; init; }

    /// <summary>The id of one item, whatever became of it; null for all that failed.</summary>
    public string? Item { get; init; }

    /// <summary>At most this many items, from 1; null for all.</summary>
    public int? Limit { get; init; }
}
