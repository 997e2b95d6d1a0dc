using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Promoting;

/// <summary>Where a label points now.</summary>
public sealed record LabelResult : ProjectResult
{
    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The version that it pointed to; null for a new label.</summary>
    public required string? Before { get; init; }

    /// <summary>The version that it points to.</summary>
    public required string After { get; init; }

    /// <summary>The line of the history; null where the label pointed there already and nothing was written.</summary>
    public required LabelMove? Move { get; init; }
}
