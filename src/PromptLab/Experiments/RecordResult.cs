using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>What a recording holds now.</summary>
public sealed record RecordResult : ProjectResult
{
    /// <summary>The recording, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>How many responses it holds.</summary>
    public required int Responses { get; init; }

    /// <summary>How many of them are new.</summary>
    public required int Added { get; init; }

    /// <summary>How many failed calls of the runs were left out.</summary>
    public required int FailedCalls { get; init; }
}
