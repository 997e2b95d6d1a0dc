using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>What a project has, by name: for completion, menus and search. Files that can't be read are left out.</summary>
public sealed record NamesResult : ProjectResult
{
    /// <summary>The prompts.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>References of their versions, drafts and labels, such as <c>triage@v3</c> and <c>triage@production</c>.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>The labels of all prompts, each once.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The eval sets.</summary>
    public required IReadOnlyList<string> EvalSets { get; init; }

    /// <summary>The splits that eval sets declare, and <c>train</c>, <c>dev</c> and <c>holdout</c>.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>The models of <c>promptlab.yaml</c>.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The experiments of <c>promptlab.yaml</c>.</summary>
    public required IReadOnlyList<string> Experiments { get; init; }

    /// <summary>The ids of the stored runs, the latest first.</summary>
    public required IReadOnlyList<string> Runs { get; init; }
}
