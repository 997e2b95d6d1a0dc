using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Calls are about to be made.</summary>
public sealed record CallsBegun : ProjectEvent
{
    /// <summary>The runs, each with the full path of its folder.</summary>
    public required IReadOnlyList<(RunRecord Run, string Folder)> Runs { get; init; }

    /// <summary>The calls of all runs, those with an answer among them.</summary>
    public required int Calls { get; init; }

    /// <summary>The calls that have an answer already, since a run was resumed.</summary>
    public required int Answered { get; init; }

    /// <summary>True where rates of these runs are tuning scores.</summary>
    public required bool IsTuningScore { get; init; }

    /// <summary>True where items of the holdout are asked: a rate on the way would be a look on which one could stop.</summary>
    public required bool IsSealed { get; init; }
}

/// <summary>A result was kept.</summary>
/// <param name="Result">The result.</param>
/// <param name="Tally">What all runs of the call come to with it.</param>
public sealed record ResultKept(ItemResult Result, RunTally Tally) : ProjectEvent;

/// <summary>A run has ended, completed or not, and its record is written.</summary>
/// <param name="Run">The run.</param>
public sealed record RunEnded(FinishedRun Run) : ProjectEvent;

/// <summary>Somebody asked for a stop: no new call is made.</summary>
/// <param name="Grace">How long calls in flight may still take.</param>
public sealed record StopRequested(TimeSpan Grace) : ProjectEvent;

/// <summary>Something kept calls from being made: a stop, a budget, a model that can't be called, a lost race.</summary>
/// <param name="Run">The run whose race it was; null where it concerns every run.</param>
/// <param name="Reason">The reason as a sentence.</param>
public sealed record CallsStopped(RunRecord? Run, string Reason) : ProjectEvent;

/// <summary>The response cache is to be read only, and there is none; every call is made.</summary>
/// <param name="File">The cache's path as the user would name it.</param>
public sealed record CacheMissing(string File) : ProjectEvent;

/// <summary>The response cache failed at least once; what it could not give was asked.</summary>
/// <param name="Trouble">What the first failure said.</param>
public sealed record CacheFailed(string Trouble) : ProjectEvent;

/// <summary>Runs are resumed.</summary>
/// <param name="Runs">What becomes of the earlier results of each.</param>
public sealed record RunsResumed(IReadOnlyList<ResumedRun> Runs) : ProjectEvent;

/// <summary>Rows were appended, and the scoreboard was repaired on the way.</summary>
/// <param name="Note">What was repaired, as a sentence.</param>
public sealed record ScoreboardRepaired(string Note) : ProjectEvent;

/// <summary>Rows could not be appended. The results are kept in their folders.</summary>
/// <param name="Problems">What is wrong with the scoreboard.</param>
public sealed record RowsNotKept(IReadOnlyList<Problem> Problems) : ProjectEvent;
