namespace PromptLab.Experiments;

/// <summary>Which responses to record, and into which file.</summary>
public sealed record RecordOptions
{
    /// <summary>
    /// Runs by id or the end of an id, or references of prompt versions, which mean the latest run of each. At least one.
    /// </summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>
    /// The recording's path, relative to the folder in which the project was opened. Responses that it already has are kept.
    /// </summary>
    public required string File { get; init; }

    /// <summary>
    /// True to replace a different response that the recording has for the same request; false, the default, makes it an error.
    /// </summary>
    public bool Replace { get; init; }
}
