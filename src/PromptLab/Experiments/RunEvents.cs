using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>The calls of one or more runs are about to begin.</summary>
public sealed record CallsStarting : ProjectEvent
{
    /// <summary>The runs, each with the full path of its folder.</summary>
    public required IReadOnlyList<(RunRecord Run, string Folder)> Runs { get; init; }

    /// <summary>The number of calls of all runs, completed ones included.</summary>
    public required int Calls { get; init; }

    /// <summary>The number of calls that already have a result, because a run was resumed; 0 for new runs.</summary>
    public required int Completed { get; init; }

    /// <summary>True where the rates of these runs are tuning scores.</summary>
    public required bool IsTuningScore { get; init; }

    /// <summary>
    /// True where the runs use items of the holdout. Do not show interim rates then: stopping on them would bias the result.
    /// </summary>
    public required bool IsSealed { get; init; }
}

/// <summary>A result was saved.</summary>
/// <param name="Result">The result.</param>
/// <param name="Tally">The counts of all runs so far, this result included.</param>
public sealed record ResultSaved(ItemResult Result, RunTally Tally) : ProjectEvent;

/// <summary>A run has ended, complete or not, and its record is saved.</summary>
/// <param name="Run">The run with its summary.</param>
public sealed record RunEnded(FinishedRun Run) : ProjectEvent;

/// <summary>A stop was requested: no new call begins.</summary>
/// <param name="Grace">How long calls in flight may continue.</param>
public sealed record StopRequested(TimeSpan Grace) : ProjectEvent;

/// <summary>Some calls were not made, because of a stop, a budget, a model that cannot be called, or a lost race.</summary>
/// <param name="Run">The run that lost its race; null where the reason applies to all runs.</param>
/// <param name="Reason">The reason as a sentence.</param>
public sealed record CallsStopped(RunRecord? Run, string Reason) : ProjectEvent;

/// <summary>The cache mode is read-only, but there is no response cache, so every call is made.</summary>
/// <param name="File">The cache's path as shown to the user.</param>
public sealed record CacheMissing(string File) : ProjectEvent;

/// <summary>The response cache failed at least once; the affected calls went to the model.</summary>
/// <param name="Message">The message of the first failure.</param>
public sealed record CacheFailed(string Message) : ProjectEvent;

/// <summary>Runs are about to be resumed.</summary>
/// <param name="Runs">The runs, each with what it reuses and what remains.</param>
public sealed record RunsResumed(IReadOnlyList<ResumedRun> Runs) : ProjectEvent;

/// <summary>Rows were appended, and the scoreboard was repaired before.</summary>
/// <param name="Note">What was repaired, as a sentence.</param>
public sealed record ScoreboardRepaired(string Note) : ProjectEvent;

/// <summary>Rows could not be appended to the scoreboard. The results are saved in the run folders.</summary>
/// <param name="Problems">What is wrong with the scoreboard.</param>
public sealed record RowsNotSaved(IReadOnlyList<Problem> Problems) : ProjectEvent;
