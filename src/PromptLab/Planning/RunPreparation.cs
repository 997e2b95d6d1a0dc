using PromptLab.Calling;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Planning;

/// <summary>Lays the command line over the experiment and the defaults, and checks all that the run touches. Nothing is sent.</summary>
internal static class RunPreparation
{
    private const string CommandLine = "promptlab run";
    private const int MostRepeats = 1000;
    private const int MostConcurrency = 1000;

    /// <summary>The checked run.</summary>
    /// <exception cref="InputException">Something is wrong; every problem is in it.</exception>
    public static RunSetup Prepare(ProjectWorkspace project, RunOptions request)
    {
        var problems = new Problems();
        var choice = ChoiceOf(project.Config, request, problems);
        problems.ThrowIfErrors();
        return Check(choice!, project, problems);
    }

    /// <summary>Reads and checks all that a choice touches.</summary>
    /// <exception cref="InputException">Something is wrong; every problem is in it.</exception>
    public static RunSetup Check(RunChoice choice, ProjectWorkspace project, Problems problems)
    {
        var setup = RunSetup.Resolve(choice, project, problems);
        foreach (var model in setup?.Models ?? [])
            project.Models.Check(model, problems);
        if (setup is not null)
            project.CheckEvalSet(setup.EvalSet, problems);
        project.Conclude(problems);
        return setup!;
    }

    /// <summary>
    /// What an experiment alone would run, by its name; null with a problem noted where there is none. Without a name
    /// the default experiment is meant.
    /// </summary>
    public static RunChoice? ChoiceOf(ProjectConfig config, string? experiment, Problems problems) =>
        ChoiceOf(config, new RunOptions { Experiment = experiment }, problems);

    private static RunChoice? ChoiceOf(ProjectConfig config, RunOptions request, Problems problems)
    {
        var experiment = ExperimentOf(config, request, problems);
        if (problems.HasErrors)
            return null;
        CheckNumbers(request, problems);
        var prompts = Either(request.Prompts, experiment?.Prompts);
        var models = Either(Either(request.Models, experiment?.Models), config.Run.Model is { } model ? [model] : null);
        var evalSet = request.EvalSet ?? experiment?.EvalSet;
        Require("--prompt", prompts.Count > 0, "Name a prompt version, such as --prompt triage@v3.", problems);
        Require("--evalset", evalSet is not null, "Name the eval set, such as --evalset tickets.", problems);
        Require(
            "--model",
            models.Count > 0,
            $"Name a model of promptlab.yaml, or a default one as “run: model”.{NearestName.Suggest("", config.Models.Keys)}",
            problems
        );
        if (problems.HasErrors)
            return null;
        var filter = new ItemFilter
        {
            Splits = Either(request.Splits, experiment?.Splits),
            Ids = Either(request.Items, experiment?.Items),
            Tags = Either(request.Tags, experiment?.Tags),
            Limit = request.Limit ?? experiment?.Limit,
            Seed = request.Seed ?? experiment?.Seed,
        };
        return WithCalls(
            config,
            request,
            new RunChoice
            {
                Prompts = prompts,
                EvalSet = evalSet!,
                Models = models,
                Filter = filter,
                Repeats = request.Repeats ?? experiment?.Repeats ?? config.Run.Repeats,
                Concurrency = experiment?.Concurrency ?? config.Run.Concurrency,
                Experiment = experiment?.Name,
                File = experiment is null ? CommandLine : config.File,
                Line = experiment?.Line,
            }
        );
    }

    /// <summary>
    /// Lays over a choice how its calls are made, which may change from one time to the next without changing what is
    /// asked.
    /// </summary>
    public static RunChoice WithCalls(ProjectConfig config, RunOptions request, RunChoice choice) =>
        choice with
        {
            Concurrency = request.Concurrency ?? choice.Concurrency,
            Timeout = config.Run.Timeout,
            Retries = config.Run.Retries,
            Cache = request.Cache ?? config.Run.Cache,
            Budget = new BudgetLimits(
                request.MaxCostUsd ?? config.Run.Budget.MaxCostUsd,
                request.MaxRequests ?? config.Run.Budget.MaxRequests,
                request.MaxTokens ?? config.Run.Budget.MaxTokens
            ),
            Grace = config.Run.Grace,
        };

    /// <summary>Notes numbers of the command line that are out of range.</summary>
    public static void CheckNumbers(RunOptions request, Problems problems)
    {
        Limit("--repeats", request.Repeats, MostRepeats, problems);
        Limit("--concurrency", request.Concurrency, MostConcurrency, problems);
        Limit("--max-requests", request.MaxRequests, int.MaxValue, problems);
        Limit("--max-tokens", request.MaxTokens, long.MaxValue, problems);
    }

    // Without a name, and with nothing else that says what to run, the default experiment is meant.
    private static ExperimentDefinition? ExperimentOf(ProjectConfig config, RunOptions request, Problems problems)
    {
        if (request.Experiment is { } name)
        {
            if (config.Experiments.TryGetValue(name, out var named))
                return named;
            problems.Add(config.File, null, $"There is no experiment “{name}”.{NearestName.Suggest(name, config.Experiments.Keys)}");
            return null;
        }

        if (request.Prompts.Count > 0 || request.EvalSet is not null)
            return null;
        var byDefault = config.Experiments.Values.FirstOrDefault(experiment => experiment.IsDefault)
            ?? (config.Experiments.Count == 1 ? config.Experiments.Values.First() : null);
        if (byDefault is null)
            problems.Add(
                config.File,
                null,
                $"Say which experiment to run, or give one of them “default: true”.{NearestName.Suggest("", config.Experiments.Keys)}"
            );
        return byDefault;
    }

    private static IReadOnlyList<string> Either(IReadOnlyList<string> first, IReadOnlyList<string>? second) =>
        first.Count > 0 ? first : second ?? [];

    private static void Require(string option, bool isThere, string message, Problems problems)
    {
        if (!isThere)
            problems.Add(option, null, message);
    }

    private static void Limit(string option, long? value, long maximum, Problems problems)
    {
        if (value < 1 || value > maximum)
            problems.Add(
                option,
                null,
                FormattableString.Invariant(
                    $"The option takes a whole number from 1{(maximum >= int.MaxValue ? "" : FormattableString.Invariant($" to {maximum}"))}, not {value}."
                )
            );
    }
}
