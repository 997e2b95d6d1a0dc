using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>The state of the work on a prompt.</summary>
public sealed record StatusResult : ProjectResult
{
    internal StatusResult(PromptStatus status) => Status = status;

    /// <summary>The prompt's name.</summary>
    public string Prompt => Status.Prompt;

    /// <summary>The state of the search; null where nothing was measured.</summary>
    public SearchState? State => Status.Verdict?.State;

    /// <summary>The recommended next step.</summary>
    public NextStep Next => Status.Next;

    internal PromptStatus Status { get; }
}
