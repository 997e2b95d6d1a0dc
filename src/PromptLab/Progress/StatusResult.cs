using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>Where the work on a prompt stands.</summary>
public sealed record StatusResult : ProjectResult
{
    /// <summary>The status with the next step.</summary>
    public required PromptStatus Status { get; init; }
}
