using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>The outcome of runs over several eval sets, or of the grading of responses to several.</summary>
public sealed record SetsOutcome : ProjectResult
{
    /// <summary>The outcome of each eval set, in order; those that were not begun are missing.</summary>
    public required IReadOnlyList<RunOutcome> Sets { get; init; }

    /// <summary>The averages of each prompt version on each model.</summary>
    public required IReadOnlyList<SetAverages> Averages { get; init; }

    /// <summary>The eval sets that were not begun, because the budget was used up or a stop was requested.</summary>
    public required IReadOnlyList<string> NotBegun { get; init; }
}

/// <summary>The eval sets that the options of a run mean.</summary>
public sealed record ChosenEvalSets : ProjectResult
{
    /// <summary>Their names, in order; empty where the options and their experiment name none.</summary>
    public required IReadOnlyList<string> Names { get; init; }
}
