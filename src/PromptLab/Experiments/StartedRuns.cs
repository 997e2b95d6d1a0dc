using PromptLab.Models;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Experiments;

/// <summary>Runs whose folders exist and are locked by this process, ready for their calls.</summary>
internal sealed record StartedRuns : IDisposable
{
    public required RunSetup Setup { get; init; }

    public required IReadOnlyList<StartedRun> Runs { get; init; }

    /// <summary>The locks that keep other processes from resuming the runs.</summary>
    public required IReadOnlyList<IDisposable> Locks { get; init; }

    /// <summary>True where the runs ask items of the holdout: a look, which shows nothing until it has ended.</summary>
    public bool IsSealed => Setup.Items.Any(item => item.IsSealed);

    /// <summary>The cost, requests and tokens of earlier parts of the runs; none for new runs.</summary>
    public RunUse Used => Runs.Aggregate(RunUse.None, (sum, run) => sum.Plus(run.Plan?.Used ?? RunUse.None));

    /// <summary>The race of a run; null where the run is not raced.</summary>
    public RunRace? RaceOf(string runId) => Runs.FirstOrDefault(run => run.Record.RunId == runId)?.Race;

    public void Dispose()
    {
        foreach (var runLock in Locks)
            runLock.Dispose();
    }
}

/// <summary>One run that is ready for its calls.</summary>
/// <param name="Record">The record in its folder.</param>
/// <param name="Prompt">The prompt version.</param>
/// <param name="Model">The model to call.</param>
/// <param name="Plan">What a resumed run reuses of its earlier results; null for a new run.</param>
internal sealed record StartedRun(RunRecord Record, Prompt Prompt, ModelDefinition Model, ResumePlan? Plan)
{
    /// <summary>The run's race against a baseline; null where it is not raced.</summary>
    public RunRace? Race { get; init; }
}
