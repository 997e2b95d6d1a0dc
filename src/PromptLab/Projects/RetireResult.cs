using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The items of a spent holdout were freed.</summary>
public sealed record RetireResult : ProjectResult
{
    /// <summary>The name of the eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>How many different items were freed: those that stood in the holdout, and those of earlier looks.</summary>
    public required int Items { get; init; }

    /// <summary>How many looks the ledger has.</summary>
    public required int Looks { get; init; }

    /// <summary>The ledger's path as shown to the user.</summary>
    public required string Ledger { get; init; }

    /// <summary>The files in which the items went to <c>dev</c>; empty where none stood in the holdout any more.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
