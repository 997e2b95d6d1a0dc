using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Promoting;

/// <summary>The versions of a label before and after an operation.</summary>
public sealed record LabelResult : ProjectResult
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The label's name.</summary>
    public required string Label { get; init; }

    /// <summary>The version that the label pointed to, such as <c>v2</c>; null for a new label.</summary>
    public required string? Before { get; init; }

    /// <summary>The version that the label points to now, such as <c>v3</c>.</summary>
    public required string After { get; init; }

    /// <summary>The new line of the history; null where the label already pointed to the version and nothing was written.</summary>
    public required LabelMove? Move { get; init; }
}
