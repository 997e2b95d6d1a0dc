using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Begins the runs of a setup: one for each prompt version and model.</summary>
internal static class RunBeginning
{
    public static async Task<BegunRuns> BeginAsync(
        ProjectWorkspace project,
        RunSetup setup,
        CancellationToken cancellationToken,
        RaceBaselines? baselines = null
    )
    {
        var template = await TemplateAsync(project, project.Trigger, setup.Choice.Experiment, cancellationToken);
        var runs = new List<BegunRun>();
        var holds = new List<IDisposable>();
        foreach (var planned in setup.Runs)
        {
            var record = template.RecordOf(planned.Identity) with { Group = runs.Count == 0 ? null : runs[0].Record.RunId };
            var begun = project.Runs.Begin(record, setup.Items);
            holds.Add(project.Runs.TryHold(begun.RunId) ?? throw new IOException($"The new run {begun.RunId} is held by another process."));
            runs.Add(new BegunRun(begun, planned.Prompt, planned.Model, Plan: null) { Race = baselines?.RaceOf(begun, setup.Items) });
        }

        return new BegunRuns
        {
            Setup = setup,
            Runs = runs,
            Holds = holds,
        };
    }

    /// <summary>When, why and by what the runs of one command are made.</summary>
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
