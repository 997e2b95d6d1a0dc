using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Planning;
using PromptLab.Results;

namespace PromptLab.Cli;

/// <summary>Begins the runs of a setup: one for each prompt version and model.</summary>
internal static class RunBeginning
{
    public static async Task<BegunRuns> BeginAsync(Project project, RunSetup setup, CommandContext context, RaceBaselines? baselines = null)
    {
        var template = await TemplateAsync(project, setup, context);
        var runs = new List<BegunRun>();
        var holds = new List<IDisposable>();
        foreach (var model in setup.Models)
        {
            foreach (var (prompt, changes) in setup.Prompts)
            {
                var record = template.RecordOf(prompt, changes, model) with { Group = runs.Count == 0 ? null : runs[0].Record.RunId };
                var begun = project.Runs.Begin(record, setup.Items);
                holds.Add(
                    project.Runs.TryHold(begun.RunId) ?? throw new IOException($"The new run {begun.RunId} is held by another process.")
                );
                runs.Add(new BegunRun(begun, prompt, model, Plan: null) { Race = baselines?.RaceOf(begun, setup.Items) });
            }
        }

        return new BegunRuns
        {
            Setup = setup,
            Runs = runs,
            Holds = holds,
        };
    }

    /// <summary>What the records of all runs of a setup share.</summary>
    public static async Task<RunTemplate> TemplateAsync(Project project, RunSetup setup, CommandContext context) =>
        new()
        {
            StartedAt = context.Time.GetUtcNow(),
            Trigger = Provenance.Trigger(context),
            Experiment = setup.Choice.Experiment,
            EvalSet = setup.EvalSet,
            Items = setup.Items,
            Filter = setup.Choice.Filter,
            GradersHash = setup.Graders.Hash,
            Repeats = setup.Choice.Repeats,
            Tool = Provenance.Tool,
            Git = await Provenance.GitAsync(project.Folder.Root, project.Folder.ResultsPath),
        };
}
