using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Creates and locks the runs of a setup: one for each prompt version and model.</summary>
internal static class RunStarter
{
    public static async Task<StartedRuns> StartAsync(
        ProjectWorkspace project,
        RunSetup setup,
        CancellationToken cancellationToken,
        RaceBaselines? baselines = null
    )
    {
        var template = await TemplateAsync(project, project.Trigger, setup.Choice.Experiment, cancellationToken);
        var runs = new List<StartedRun>();
        var locks = new List<IDisposable>();
        foreach (var planned in setup.Runs)
        {
            var record = template.RecordOf(planned.Identity) with { Group = runs.Count == 0 ? null : runs[0].Record.RunId };
            var started = project.Runs.Begin(record, setup.Items, hold: id =>
                locks.Add(project.Runs.TryHold(id) ?? throw new IOException($"The new run {id} is held by another process."))
            );
            runs.Add(new StartedRun(started, planned.Prompt, planned.Model, Plan: null) { Race = baselines?.RaceOf(started, setup.Items) });
        }

        return new StartedRuns
        {
            Setup = setup,
            Runs = runs,
            Locks = locks,
        };
    }

    /// <summary>The time, trigger, program and commit that all runs of one command record.</summary>
    public static async Task<RunTemplate> TemplateAsync(
        ProjectWorkspace project,
        string trigger,
        string? experiment,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            StartedAt = project.Host.Time.GetUtcNow(),
            Trigger = trigger,
            Experiment = experiment,
            Tool = project.Host.Tool,
            Git = await project.GitAsync(cancellationToken),
        };
}
