using PromptLab.Projects;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Cli;

/// <summary>Carries out a run that has been checked: asks, keeps each result, shows how far it is, ends each run.</summary>
internal static class RunExecution
{
    public static async Task<IReadOnlyList<FinishedRun>> RunAsync(Project project, RunSetup setup, RunRequest request, Surroundings surroundings)
    {
        var begun = await BeginAsync(project, setup, surroundings);
        using var book = new RunBook(project.Runs, begun.Select(target => target.Record));
        using var log = new RunLog(project.Runs, [.. begun.Select(target => target.Record)], request.LogResponses);
        var plan = new RunPlan
        {
            Targets = [.. begun.Select(target => target.Target)],
            Items = setup.Items,
            Graders = setup.Graders,
            Repeats = setup.Choice.Repeats,
            Concurrency = setup.Choice.Concurrency,
        };
        await new RunProgress(surroundings, plan.Calls).ShowAsync(async show =>
        {
            await foreach (var result in new Runner(surroundings.Time).RunAsync(plan, surroundings.Stopping))
            {
                await book.KeepAsync(result);
                log.Note(result);
                show(book.Tally);
            }
        });
        var finished = book.End(surroundings.Time.GetUtcNow());
        foreach (var run in finished)
            log.Note(run);
        return finished;
    }

    private static async Task<List<(RunTarget Target, RunRecord Record)>> BeginAsync(Project project, RunSetup setup, Surroundings surroundings)
    {
        var newRun = new NewRun
        {
            StartedAt = surroundings.Time.GetUtcNow(),
            Trigger = Provenance.Trigger(surroundings),
            EvalSet = setup.EvalSet,
            Items = setup.Items,
            Filter = setup.Choice.Filter,
            GradersHash = setup.Graders.Hash,
            Repeats = setup.Choice.Repeats,
            Tool = Provenance.Tool,
            Git = await Provenance.GitAsync(project.Folder.Root, project.Folder.ResultsPath),
        };
        var models = setup.Models.Select(definition => new ModelFactory(surroundings, project.Folder.Root).Create(definition, setup.Timeout)).ToList();
        var begun = new List<(RunTarget, RunRecord)>();
        foreach (var model in models)
        {
            foreach (var (prompt, changes) in setup.Prompts)
            {
                var record = project.Runs.Begin(newRun.RecordOf(prompt, changes, model.Definition));
                begun.Add((new RunTarget(record.RunId, prompt, model), record));
            }
        }

        return begun;
    }
}
