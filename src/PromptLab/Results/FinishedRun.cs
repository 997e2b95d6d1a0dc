using PromptLab.Models;

namespace PromptLab.Results;

/// <summary>A run with what came of it; its journal has the results.</summary>
/// <param name="Record">What was asked of what.</param>
/// <param name="Summary">What the results come to.</param>
/// <param name="Failures">The first failure of each type, in the order of items.</param>
public sealed record FinishedRun(RunRecord Record, RunSummary Summary, IReadOnlyList<Failure> Failures)
{
    /// <summary>
    /// True where its race against a baseline was stopped before every item was asked. It did what was asked of it, but
    /// claims nothing: its items are those that were asked until it was behind.
    /// </summary>
    public bool IsStoppedByRace { get; init; }

    /// <summary>How many responses were kept and not graded; the run can go on with them, and asks no model for them.</summary>
    public int Ungraded { get; init; }

    /// <summary>True where every item was asked and something was answered: such a run stands on the scoreboard.</summary>
    public bool StandsOnScoreboard => Record.Status != RunStatus.Unfinished && Summary.Errors < Summary.Results;
}
