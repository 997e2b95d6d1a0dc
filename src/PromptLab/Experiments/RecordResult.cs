using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>The content of a recording after responses were added.</summary>
public sealed record RecordResult : ProjectResult
{
    /// <summary>The recording's path as given in the options.</summary>
    public required string File { get; init; }

    /// <summary>The number of responses in the recording.</summary>
    public required int Responses { get; init; }

    /// <summary>The number of responses that were added.</summary>
    public required int Added { get; init; }

    /// <summary>The number of failed calls, which have no response to record.</summary>
    public required int FailedCalls { get; init; }
}
