using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>Goes on with runs that were stopped, killed, cut off or had failed calls, by the choices that they were begun with.</summary>
internal static class RunResuming
{
    private const string Option = "--resume";

    /// <summary>Finds the runs, and plans what is used again and what is asked. Nothing is changed yet.</summary>
    /// <exception cref="InputException">There is nothing to resume, or the choices are not those of the runs.</exception>
    public static async Task<BegunRuns> PlanAsync(ProjectWorkspace project, ResumeOptions options, CancellationToken cancellationToken)
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
            RememberedChoice.CheckAgainst(
                choices,
                records,
                [.. project.Runs.All().Where(run => GroupOf(run) == GroupOf(records[0]))],
                problems
            );
        problems.ThrowIfErrors();
        return await PlanAsync(project, records, choices, cancellationToken);
    }

    /// <summary>Plans what is used again of some runs and what is asked, by the choices that they were begun with.</summary>
    /// <exception cref="InputException">They can't be resumed as they were begun.</exception>
    public static async Task<BegunRuns> PlanAsync(
        ProjectWorkspace project,
        IReadOnlyList<RunRecord> records,
        RunOptions options,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var holds = records.Select(record => Hold(project, record)).ToList();
        try
        {
            var setup = RunPreparation.Check(ChoiceOf(project, records, options), project, problems);
            return new BegunRuns
            {
                Setup = setup,
                Runs = await PlanAsync(project, setup, records, cancellationToken),
                Holds = holds,
            };
        }
        catch
        {
            holds.ForEach(hold => hold.Dispose());
            throw;
        }
    }

    private static async Task<IReadOnlyList<BegunRun>> PlanAsync(
        ProjectWorkspace project,
        RunSetup setup,
        IReadOnlyList<RunRecord> records,
        CancellationToken cancellationToken
    )
    {
        var problems = new Problems();
        var today = await RunBeginning.TemplateAsync(project, project.Trigger, setup.Choice.Experiment, cancellationToken);
        var runs = new List<BegunRun>();
        foreach (var old in records)
        {
            var planned = setup.Runs.First(run => run.Prompt.Reference == old.Prompt.Reference && run.Model.Alias == old.Model.Alias);
            var now = today.RecordOf(planned.Identity);
            var plan = await ResumePlan.OfAsync(project.Runs, old, now, setup.Items, setup.Graders, problems);
            runs.Add(new BegunRun(plan.Record, planned.Prompt, planned.Model, plan));
        }

        problems.ThrowIfErrors(); // its warnings are among what the plan tells
        return runs;
    }

    // A run that is named goes on alone; without a name, all that the latest command left open.
    private static IReadOnlyList<RunRecord> Find(ProjectWorkspace project, string name, Problems problems)
    {
        if (name.Length > 0)
            return RunReferences.Find(project, name, problems) is { } named && CanResume(named, problems) ? [named] : [];
        var asked = project.Runs.All().Where(run => run is { RegradedFrom: null, ResponsesFile: null }).ToList();
        var onBoard = project.ReadScoreboard(problems).Select(row => row.RunId).ToHashSet(StringComparer.Ordinal);
        var latest = asked.Find(run => IsOpen(run) || (run == asked[0] && !onBoard.Contains(run.RunId)));
        if (latest is not null)
            return [.. asked.Where(run => GroupOf(run) == GroupOf(latest) && (IsOpen(run) || !onBoard.Contains(run.RunId))).Reverse()];
        problems.Add(
            Option,
            null,
            asked.Count == 0
                ? "There is no run yet. Begin one: promptlab run"
                : $"No run was left open: the latest, {asked[0].RunId}, has all its answers."
        );
        return [];
    }

    private static string GroupOf(RunRecord run) => run.Group ?? run.RunId;

    private static bool IsOpen(RunRecord run) => run.Status != RunStatus.Completed || run.Totals is null or { Errors: > 0 };

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

    private static IDisposable Hold(ProjectWorkspace project, RunRecord record) =>
        project.Runs.TryHold(record.RunId)
        ?? throw new InputException(
            Option,
            null,
            $"The run {record.RunId} is still going on in another process. Let it end, or stop it first."
        );

    private static RunChoice ChoiceOf(ProjectWorkspace project, IReadOnlyList<RunRecord> records, RunOptions options)
    {
        var (first, config) = (records[0], project.Config);
        return RunPreparation.WithCalls(
            config,
            options,
            new RunChoice
            {
                Prompts = [.. records.Select(record => record.Prompt.Reference).Distinct(StringComparer.Ordinal)],
                EvalSet = first.EvalSet.Name,
                Models = [.. records.Select(record => record.Model.Alias).OfType<string>().Distinct(StringComparer.Ordinal)],
                Filter = RememberedChoice.FilterOf(first),
                ChosenBefore = project.Runs.ReadSelection(first.RunId) is { } selection ? [.. selection.Keys] : null,
                Repeats = first.Repeats,
                Concurrency = (first.Experiment is { } name ? config.Experiments.GetValueOrDefault(name)?.Concurrency : null)
                    ?? config.Run.Concurrency,
                Experiment = first.Experiment,
                File = first.RunId,
            }
        );
    }
}
