using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>The outcome of runs, whether a model was called or existing responses were graded.</summary>
public sealed record RunOutcome : ProjectResult
{
    /// <summary>The runs in the order in which they began, stopped ones included.</summary>
    public required IReadOnlyList<FinishedRun> Runs { get; init; }

    /// <summary>Each run's comparison with its baseline, by run id. A run without a baseline, or that was stopped, has none.</summary>
    public required IReadOnlyDictionary<string, BaselineComparison> Comparisons { get; init; }

    /// <summary>
    /// The run of the best version that the evidence supports: the last one that is better than its baseline and does not stay below
    /// the best before it; the first run where none is. Null where the runs are not of several versions of one prompt, asked of one
    /// model.
    /// </summary>
    public FinishedRun? Best =>
        Runs.Count > 1
        && Runs.All(run => run.Record.Prompt.Name == Runs[0].Record.Prompt.Name && run.Record.Model.Alias == Runs[0].Record.Model.Alias)
            ? Runs.Aggregate((best, run) => IsBetter(run) && run.PassRate.Value >= best.PassRate.Value ? run : best)
            : null;

    /// <summary>False where the scoreboard could not be written; the results are then in the run folders only.</summary>
    public required bool IsOnScoreboard { get; init; }

    /// <summary>The path of the folder of all runs, as shown to the user.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>True where the eval set has a holdout.</summary>
    public required bool HasHoldout { get; init; }

    private bool IsBetter(FinishedRun run) =>
        Comparisons.TryGetValue(run.Record.RunId, out var comparison) && comparison.Outcome == ComparisonOutcome.Better;
}
