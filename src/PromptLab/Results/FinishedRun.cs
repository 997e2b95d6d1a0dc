using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>A run with all that came of it.</summary>
/// <param name="Record">What was asked of what.</param>
/// <param name="Results">The results, sorted by item and repeat. Those of a run that just ended come without their texts, which its journal has.</param>
/// <param name="Summary">What they come to.</param>
public sealed record FinishedRun(RunRecord Record, IReadOnlyList<ItemResult> Results, RunSummary Summary)
{
    /// <summary>True where every item was asked and something was answered: such a run stands on the scoreboard.</summary>
    public bool StandsOnScoreboard => Record.Status != RunStatus.Unfinished && Summary.Errors < Summary.Results;
}
