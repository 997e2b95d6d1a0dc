using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>The status of a prompt.</summary>
public sealed record StatusResult : ProjectResult
{
    /// <summary>The state of the search, its costs and the next step.</summary>
    public required PromptStatus Status { get; init; }
}
