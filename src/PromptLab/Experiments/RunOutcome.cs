using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>What came of runs, whether a model was asked or stored responses were graded.</summary>
public sealed record RunOutcome : ProjectResult
{
    /// <summary>The runs in the order in which they were begun; those that were stopped among them.</summary>
    public required IReadOnlyList<FinishedRun> Runs { get; init; }

    /// <summary>Each run held against its baseline, by run id. A run without one, or that was stopped, has none.</summary>
    public required IReadOnlyDictionary<string, BaselineComparison> Comparisons { get; init; }

    /// <summary>False where the scoreboard could not be written; then the runs are in their folders only.</summary>
    public required bool IsOnScoreboard { get; init; }

    /// <summary>The folder of all runs as the user would name it.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>True where the eval set has a holdout.</summary>
    public required bool HasHoldout { get; init; }
}
