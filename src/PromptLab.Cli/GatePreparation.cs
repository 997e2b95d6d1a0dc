using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Settings;

namespace PromptLab.Cli;

/// <summary>
/// Finds the runs that a gate judges: those named, or of each version and model of an experiment the latest on today's
/// items.
/// </summary>
internal static class GatePreparation
{
    private const string CommandLine = "promptlab gate";

    /// <summary>The runs with their eval set and rules. Nothing is sent.</summary>
    /// <exception cref="InputException">Something is wrong; every problem is in it.</exception>
    public static async Task<GatePlan> PrepareAsync(Project project, GateOptions request, CommandContext context)
    {
        var problems = new Problems();
        if (request is { Runs.Count: > 0, Experiment: not null })
            problems.Add("--run", null, "Judge either an experiment or named runs. Take one of them out.");
        problems.ThrowIfErrors();
        var plan =
            request.Runs.Count > 0 ? OfRuns(project, request, problems) : await OfExperimentAsync(project, request, problems, context);
        context.Conclude(problems);
        return plan!;
    }

    private static GatePlan? OfRuns(Project project, GateOptions request, Problems problems)
    {
        var runs = request.Runs.Select(run => RunReferences.Find(project, run, problems)).OfType<RunRecord>().ToList();
        if (problems.HasErrors)
            return null;
        foreach (var other in runs.Where(run => run.EvalSet.Name != runs[0].EvalSet.Name))
            problems.Add(
                other.RunId,
                null,
                $"The run is over {other.EvalSet.Name}, and {runs[0].RunId} over {runs[0].EvalSet.Name}. Judge them apart."
            );
        return project.EvalSets.Resolve(runs[0].EvalSet.Name, problems) is not { } evalSet
            ? null
            : new GatePlan(evalSet, RulesOf(evalSet, request, problems), runs, [], Experiment: null);
    }

    private static async Task<GatePlan?> OfExperimentAsync(Project project, GateOptions request, Problems problems, CommandContext context)
    {
        if (
            RunPreparation.ChoiceOf(project.Config, request.Experiment, problems) is not { } choice
            || RunSetup.Resolve(choice, project.Config, project.Prompts, project.EvalSets, problems) is not { } setup
        )
            return null;
        var rules = RulesOf(setup.EvalSet, request, problems);
        if (problems.HasErrors)
            return null;
        var wanted = await RunBeginning.TemplateAsync(project, setup, context);
        var (found, missing) = (new List<RunRecord>(), new List<string>());
        var all = project.Runs.All();
        foreach (
            var like in setup
                .Models.SelectMany(model => setup.Prompts.Select(prompt => wanted.RecordOf(prompt.Prompt, prompt.Changes, model)))
                .DistinctBy(run => run.Fingerprint)
        )
        {
            if (all.FirstOrDefault(run => IsLike(run, like)) is { } run)
                found.Add(run);
            else
                missing.Add(
                    $"There is no run of {like.Prompt.Reference} on today’s items of {setup.EvalSet.Name} with today’s graders and {like.Model.Alias}. Make one: promptlab run{(choice.Experiment is { } name ? " " + name : "")}"
                );
        }

        return new GatePlan(
            setup.EvalSet,
            rules,
            found,
            missing,
            choice.Experiment is { } named ? project.Config.Experiments[named] : null
        );
    }

    // A run that goes on or was killed has no totals and is passed over; one that was stopped is judged, and found wanting.
    private static bool IsLike(RunRecord run, RunRecord like) =>
        run.Totals is not null
        && run.Prompt.Name == like.Prompt.Name
        && run.Prompt.Hash == like.Prompt.Hash
        && run.Model.Alias == like.Model.Alias
        && Comparing.Comparability.DifferInPromptOnly(run, like);

    private static IReadOnlyList<GateRule> RulesOf(EvalSet evalSet, GateOptions request, Problems problems)
    {
        IReadOnlyList<GateRule> rules =
        [
            .. GateRules.Of(evalSet, problems),
            .. request.Gates.Select(gate => GateRules.Parse(gate, evalSet, problems)).OfType<GateRule>(),
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

/// <summary>What is judged by what.</summary>
/// <param name="EvalSet">The eval set as it is today.</param>
/// <param name="Rules">The gates.</param>
/// <param name="Runs">The runs.</param>
/// <param name="Missing">Versions without a run, a sentence each.</param>
/// <param name="Experiment">The experiment; null where runs were named.</param>
internal sealed record GatePlan(
    EvalSet EvalSet,
    IReadOnlyList<GateRule> Rules,
    IReadOnlyList<RunRecord> Runs,
    IReadOnlyList<string> Missing,
    ExperimentDefinition? Experiment
)
{
    /// <summary>True where the experiment has something written when it is judged.</summary>
    public bool Writes(string output) => Experiment?.Outputs.Contains(output, StringComparer.Ordinal) == true;
}

/// <summary>What a command line asked <c>promptlab gate</c> for.</summary>
internal sealed record GateOptions
{
    public string? Experiment { get; init; }

    public IReadOnlyList<string> Runs { get; init; } = [];

    public IReadOnlyList<string> Gates { get; init; } = [];

    public bool Strict { get; init; }

    public double MaxAgeDays { get; init; }

    public double BaselineMaxAgeDays { get; init; }

    public string? JUnit { get; init; }

    public bool GitHub { get; init; }

    public bool Markdown { get; init; }

    public bool Json { get; init; }
}
