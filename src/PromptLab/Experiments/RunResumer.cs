using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Prepares to resume runs that were stopped, were killed or had failed calls, with their original choices.</summary>
internal static class RunResumer
{
    private const string Option = "--resume";

    /// <summary>Finds the runs, and plans what is reused and which calls remain. Nothing is changed yet.</summary>
    /// <exception cref="InputException">There is nothing to resume, or the options contradict the original choices.</exception>
    public static async Task<StartedRuns> PlanAsync(ProjectWorkspace project, ResumeOptions options, CancellationToken cancellationToken)
    {
        var (problems, choices) = (new Problems(), options.Choices);
        var records = Find(project, options.Run ?? "", problems);
        RunPreparation.CheckNumbers(choices, problems);
        if (choices.Race is not null)
            problems.Add(
                "--race",
                null,
                "A run that goes on is asked all that is left, so it can't race. Leave this out, or begin a new run without --resume."
            );
        if (!problems.HasErrors)
            OriginalChoice.CheckAgainst(
                choices,
                records,
                [.. project.Runs.All().Where(run => GroupOf(run) == GroupOf(records[0]))],
                problems
            );
        problems.ThrowIfErrors();
        return await PlanAsync(project, records, choices, cancellationToken);
    }

    /// <summary>Plans what the given runs reuse and which calls remain, with their original choices.</summary>
    /// <exception cref="InputException">The runs cannot be resumed under their original choices.</exception>
    public static async Task<StartedRuns> PlanAsync(
        ProjectWorkspace project,
        IReadOnlyList<RunRecord> records,
        RunOptions options,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var locks = records.Select(record => Lock(project, record)).ToList();
        try
        {
            // What another process has done to the runs between their choice and their locks counts.
            records = [.. records.Select(record => project.Runs.Reload(record))];
            var setup = RunPreparation.Check(ChoiceOf(project, records, options), project, problems);
            return new StartedRuns
            {
                Setup = setup,
                Runs = await PlanAsync(project, setup, records, cancellationToken),
                Locks = locks,
            };
        }
        catch
        {
            locks.ForEach(runLock => runLock.Dispose());
            throw;
        }
    }

    private static async Task<IReadOnlyList<StartedRun>> PlanAsync(
        ProjectWorkspace project,
        RunSetup setup,
        IReadOnlyList<RunRecord> records,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var template = await RunStarter.TemplateAsync(project, project.Trigger, setup.Choice.Experiment, cancellationToken);
        var runs = new List<StartedRun>();
        foreach (var original in records)
        {
            var planned = setup.Runs.First(run =>
                run.Prompt.Reference == original.Prompt.Reference && run.Model.Alias == original.Model.Alias
            );
            var current = template.RecordOf(planned.Identity);
            var plan = await ResumePlan.OfAsync(project.Runs, original, current, setup.Items, setup.Graders, problems);
            runs.Add(new StartedRun(plan.Record, planned.Prompt, planned.Model, plan));
        }

        problems.ThrowIfErrors(); // warnings are part of the plan's resumptions
        return runs;
    }

    // A named run is resumed alone; without a name, all unfinished runs of the latest command are.
    private static IReadOnlyList<RunRecord> Find(ProjectWorkspace project, string name, Problems problems)
    {
        if (name.Length > 0)
            return RunReferences.FindLatest(project, name, problems) is { } named && CanResume(named, problems) ? [named] : [];
        var candidates = project.Runs.All().Where(run => run is { RegradedFrom: null, ResponsesFile: null }).ToList();
        var onBoard = project.ReadScoreboard(problems).Select(row => row.RunId).ToHashSet(StringComparer.Ordinal);
        var latest = candidates.Find(run => IsIncomplete(run) || (run == candidates[0] && !onBoard.Contains(run.RunId)));
        if (latest is not null)
            return
            [
                .. candidates
                    .Where(run => GroupOf(run) == GroupOf(latest) && (IsIncomplete(run) || !onBoard.Contains(run.RunId)))
                    .Reverse(),
            ];
        problems.Add(
            Option,
            null,
            candidates.Count == 0
                ? "There is no run yet. Begin one: promptlab run"
                : $"No run was left open: the latest, {candidates[0].RunId}, has all its answers."
        );
        return [];
    }

    private static string GroupOf(RunRecord run) => run.Group ?? run.RunId;

    private static bool IsIncomplete(RunRecord run) => run.Status != RunStatus.Completed || run.Totals is null or { Errors: > 0 };

    private static bool CanResume(RunRecord run, Problems problems)
    {
        if (run is { RegradedFrom: null, ResponsesFile: null })
            return true;
        problems.Add(
            Option,
            null,
            $"No model was asked in {run.RunId}: its responses were graded anew or recorded elsewhere. Call promptlab grade again instead."
        );
        return false;
    }

    private static IDisposable Lock(ProjectWorkspace project, RunRecord record) =>
        project.Runs.TryHold(record.RunId)
        ?? throw new InputException(
            Option,
            null,
            $"The run {record.RunId} is still going on in another process. Let it end, or stop it first."
        );

    private static RunChoice ChoiceOf(ProjectWorkspace project, IReadOnlyList<RunRecord> records, RunOptions options)
    {
        var (first, config) = (records[0], project.Config);
        return RunPreparation.WithCallSettings(
            config,
            options,
            new RunChoice
            {
                Prompts = [.. records.Select(record => record.Prompt.Reference).Distinct(StringComparer.Ordinal)],
                EvalSet = first.EvalSet.Name,
                Models = [.. records.Select(record => record.Model.Alias).OfType<string>().Distinct(StringComparer.Ordinal)],
                Filter = OriginalChoice.FilterOf(first),
                OriginalItemIds = project.Runs.ReadSelection(first.RunId) is { } selection ? [.. selection.Keys] : null,
                Repeats = first.Repeats,
                Concurrency = (first.Experiment is { } name ? config.Experiments.GetValueOrDefault(name)?.Concurrency : null)
                    ?? config.Run.Concurrency,
                Experiment = first.Experiment,
                File = first.RunId,
            }
        );
    }
}
