using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Projects;

namespace PromptLab.Cli;

/// <summary>Lays the command line over the experiment and the defaults, and checks all that the run touches. Nothing is sent.</summary>
internal static class RunPreparation
{
    private const string CommandLine = "promptlab run";
    private const int MostRepeats = 1000;
    private const int MostConcurrency = 1000;

    /// <summary>The checked run.</summary>
    /// <exception cref="InputException">Something is wrong; every problem is in it.</exception>
    public static RunSetup Prepare(Project project, RunRequest request, Surroundings surroundings)
    {
        var problems = new Problems();
        problems.AddRange(project.Config.NotInForce);
        var choice = ChoiceOf(project.Config, request, problems);
        problems.ThrowIfAny();
        var setup = RunSetup.Resolve(choice!, project.Config, project.Prompts, project.EvalSets, problems);
        foreach (var model in setup?.Models ?? [])
            new ModelFactory(surroundings, project.Folder.Root).Check(model, problems);
        if (setup is not null)
            WarnOfWhatIsNotDone(setup, project.Config, problems);
        surroundings.Conclude(problems);
        return setup!;
    }

    /// <summary>What an experiment alone would run.</summary>
    public static RunChoice? ChoiceOf(ProjectConfig config, ExperimentDefinition experiment, Problems problems) =>
        ChoiceOf(config, new RunRequest { Experiment = experiment.Name }, problems);

    private static RunChoice? ChoiceOf(ProjectConfig config, RunRequest request, Problems problems)
    {
        var experiment = ExperimentOf(config, request, problems);
        if (problems.HasErrors)
            return null;
        Limit("--repeats", request.Repeats, MostRepeats, problems);
        Limit("--concurrency", request.Concurrency, MostConcurrency, problems);
        var prompts = Either(request.Prompts, experiment?.Prompts);
        var models = Either(Either(request.Models, experiment?.Models), config.Run.Model is { } model ? [model] : null);
        var evalSet = request.EvalSet ?? experiment?.EvalSet;
        Require("--prompt", prompts.Count > 0, "Name a prompt version, such as --prompt triage@v3.", problems);
        Require("--evalset", evalSet is not null, "Name the eval set, such as --evalset tickets.", problems);
        Require("--model", models.Count > 0, $"Name a model of promptlab.yaml, or a default one as “run: model”.{NearestName.Suggest("", config.Models.Keys)}", problems);
        if (problems.HasErrors)
            return null;
        return new RunChoice
        {
            Prompts = prompts,
            EvalSet = evalSet!,
            Models = models,
            Filter = new ItemFilter
            {
                Splits = Either(request.Splits, experiment?.Splits),
                Ids = Either(request.Items, experiment?.Items),
                Tags = Either(request.Tags, experiment?.Tags),
                Limit = request.Limit ?? experiment?.Limit,
                Seed = request.Seed ?? experiment?.Seed,
            },
            Repeats = request.Repeats ?? experiment?.Repeats ?? config.Run.Repeats,
            Concurrency = request.Concurrency ?? experiment?.Concurrency ?? config.Run.Concurrency,
            Timeout = config.Run.Timeout,
            File = experiment is null ? CommandLine : config.File,
            Line = experiment?.Line,
        };
    }

    // Without a name, and with nothing else that says what to run, the default experiment is meant.
    private static ExperimentDefinition? ExperimentOf(ProjectConfig config, RunRequest request, Problems problems)
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
            problems.Add(config.File, null, $"Say which experiment to run, or give one of them “default: true”.{NearestName.Suggest("", config.Experiments.Keys)}");
        return byDefault;
    }

    private static IReadOnlyList<string> Either(IReadOnlyList<string> first, IReadOnlyList<string>? second) => first.Count > 0 ? first : second ?? [];

    private static void Require(string option, bool isThere, string message, Problems problems)
    {
        if (!isThere)
            problems.Add(option, null, message);
    }

    private static void Limit(string option, int? value, int maximum, Problems problems)
    {
        if (value < 1 || value > maximum)
            problems.Add(option, null, FormattableString.Invariant($"The option takes a whole number from 1 to {maximum}, not {value}."));
    }

    private static void WarnOfWhatIsNotDone(RunSetup setup, ProjectConfig config, Problems problems)
    {
        if (setup.Models.All(model => model.Provider.Kind == "recorded"))
            return;
        if (config.Run.Budget is not null)
            problems.Add(config.File, null, "“run: budget” is set, and this version can't hold a run to it. Remove it to run without a limit; see the cost first with --dry-run.");
        if (config.Run.Retries is not null || config.Run.Cache is "read-write" or "read-only")
            problems.Warn(config.File, null, "“run: retries” and “run: cache” are not in force in this version: each call is made once, and answers are not cached.");
    }
}
