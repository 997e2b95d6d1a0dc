using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Gating;

/// <summary>
/// Finds the runs to judge: the given ones, or for each version and model of an experiment the latest over today's items.
/// </summary>
internal static class GatePreparation
{
    private const string CommandLine = "promptlab gate";

    /// <summary>Finds the runs, their eval set and its rules. Nothing is sent.</summary>
    /// <exception cref="InputException">There are errors; it has every problem.</exception>
    public static GatePlan Prepare(ProjectWorkspace project, GateOptions options)
    {
        var problems = new Problems();
        if (options is { Runs.Count: > 0, Experiment: not null })
            problems.Add("--run", null, "Judge either an experiment or named runs. Take one of them out.");
        problems.ThrowIfErrors();
        var plan = options.Runs.Count > 0 ? PlanOfRuns(project, options, problems) : PlanOfExperiment(project, options, problems);
        project.Conclude(problems);
        return plan!;
    }

    private static GatePlan? PlanOfRuns(ProjectWorkspace project, GateOptions options, Problems problems)
    {
        var runs = options.Runs.Select(run => RunReferences.Find(project, run, problems)).OfType<RunRecord>().ToList();
        if (problems.HasErrors)
            return null;
        foreach (var (run, reference) in runs.Zip(options.Runs))
            WarnOfLatest(RunReferences.FindLatest(project, reference, new Problems()), run, problems);
        foreach (var other in runs.Where(run => run.EvalSet.Name != runs[0].EvalSet.Name))
            problems.Add(
                other.RunId,
                null,
                $"The run is over {other.EvalSet.Name}, and {runs[0].RunId} over {runs[0].EvalSet.Name}. Judge them apart."
            );
        return project.EvalSets.Resolve(runs[0].EvalSet.Name, problems) is not { } evalSet
            ? null
            : new GatePlan(evalSet, RulesOf(evalSet, options, problems), runs, [], Experiment: null);
    }

    private static GatePlan? PlanOfExperiment(ProjectWorkspace project, GateOptions options, Problems problems)
    {
        if (
            RunPreparation.ResolveChoice(project.Config, options.Experiment, problems) is not { } choice
            || RunSetup.Resolve(choice, project, problems) is not { } setup
        )
            return null;
        var rules = RulesOf(setup.EvalSet, options, problems);
        if (problems.HasErrors)
            return null;
        var (found, missing) = (new List<RunRecord>(), new List<string>());
        var all = project.Runs.All();
        foreach (var identity in setup.Runs.Select(run => run.Identity).DistinctBy(run => run.Fingerprint))
        {
            var matching = all.Where(run => Matches(run, identity)).ToList();
            if ((matching.Find(run => run.Status == RunStatus.Completed) ?? matching.FirstOrDefault()) is { } run)
            {
                found.Add(run);
                WarnOfLatest(matching[0], run, problems);
            }
            else
            {
                missing.Add(
                    $"There is no run of {identity.Prompt.Reference} on today’s items of {setup.EvalSet.Name} with today’s graders and {identity.Model.Alias}. Make one: promptlab run{(choice.Experiment is { } name ? " " + name : "")}"
                );
            }
        }

        return new GatePlan(
            setup.EvalSet,
            rules,
            found,
            missing,
            choice.Experiment is { } named ? project.Config.Experiments[named] : null
        );
    }

    // A run that was stopped or in which too many calls failed says nothing of its version that a whole one does not say better; who
    // stopped it should know that another one is judged.
    private static void WarnOfLatest(RunRecord? latest, RunRecord judged, Problems problems)
    {
        if (latest is not null && latest.RunId != judged.RunId && latest.Status != RunStatus.Completed)
            problems.Warn(
                latest.RunId,
                null,
                $"This later run of {latest.Prompt.Reference} is {latest.Status.ToString().ToLowerInvariant()}, so the whole run {judged.RunId} is judged. To judge the later one, name it: --run {latest.RunId}"
            );
    }

    // A run in progress or killed has no totals and is ignored. A stopped run is judged where there is no whole one, and reported as
    // incomplete.
    private static bool Matches(RunRecord run, RunIdentity identity) =>
        run.Totals is not null
        && run.Prompt.Name == identity.Prompt.Name
        && run.Prompt.Hash == identity.Prompt.Hash
        && run.Model.Alias == identity.Model.Alias
        && Comparability.DifferInSubjectOnly(run.Identity, identity);

    private static IReadOnlyList<GateRule> RulesOf(EvalSet evalSet, GateOptions options, Problems problems)
    {
        IReadOnlyList<GateRule> rules =
        [
            .. GateRules.Of(evalSet, problems),
            .. options.Gates.Select(gate => GateRules.Parse(gate, evalSet, problems)).OfType<GateRule>(),
        ];
        if (rules.Count == 0 && !problems.HasErrors)
            problems.Add(
                CommandLine,
                null,
                $"There is no gate. Write some under “gates:” in {evalSet.File}, or give one: --gate \"metric: pass_rate, min: 0.75\"."
            );
        return rules;
    }
}
