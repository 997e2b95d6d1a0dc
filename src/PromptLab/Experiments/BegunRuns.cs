using PromptLab.Models;
using PromptLab.Planning;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Experiments;

/// <summary>Runs whose folders are there and held by this process, ready to be asked.</summary>
internal sealed record BegunRuns : IDisposable
{
    public required RunSetup Setup { get; init; }

    public required IReadOnlyList<BegunRun> Runs { get; init; }

    /// <summary>What keeps other processes from the runs.</summary>
    public required IReadOnlyList<IDisposable> Holds { get; init; }

    /// <summary>What was used by earlier parts of the runs.</summary>
    public RunUse Used => Runs.Aggregate(RunUse.None, (sum, run) => sum.Plus(run.Plan?.Used ?? RunUse.None));

    /// <summary>The race of a run; null where it is asked to the end whatever comes.</summary>
    public RunRace? RaceOf(string runId) => Runs.FirstOrDefault(run => run.Record.RunId == runId)?.Race;

    public void Dispose()
    {
        foreach (var hold in Holds)
            hold.Dispose();
    }
}

/// <summary>One run that is ready to be asked.</summary>
/// <param name="Record">What is asked of what.</param>
/// <param name="Prompt">The prompt version.</param>
/// <param name="Model">The model.</param>
/// <param name="Plan">What is used again of earlier results; null for a new run.</param>
internal sealed record BegunRun(RunRecord Record, Prompt Prompt, ModelDefinition Model, ResumePlan? Plan)
{
    /// <summary>Its race against a baseline; null where it is asked to the end whatever comes.</summary>
    public RunRace? Race { get; init; }
}
