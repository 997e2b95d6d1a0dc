using PromptLab.Calling;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Prompts;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Planning;

/// <summary>Merges the options with the experiment and the defaults, and checks everything that the run uses. Nothing is sent.</summary>
internal static class RunPreparation
{
    private const string CommandLine = "promptlab run";
    private const int MaxRepeats = 1000;
    private const int MaxConcurrency = 1000;

    /// <summary>Resolves and checks the options of a run.</summary>
    /// <exception cref="InputException">There are errors; it has every problem.</exception>
    public static RunSetup Prepare(ProjectWorkspace project, RunOptions options)
    {
        var problems = new Problems();
        var choice = ResolveChoice(project.Config, OnlyChoice.Complete(project, options), problems);
        problems.ThrowIfErrors();
        var setup = Check(choice!, project, problems);
        var found = new Problems();
        WarnOfMissingSplits(setup.EvalSet, found);
        RecordedRequests.Check(setup, project.Models, project.Config, found);
        OllamaContext.Check(setup, project.Models, found);
        project.Conclude(found);
        return setup;
    }

    // Whoever has declared splits has thought of it.
    private static void WarnOfMissingSplits(EvalSet set, Problems problems)
    {
        if (set.Splits.Count == 0)
            problems.Warn(
                set.File,
                null,
                $"{set.Name} has no splits, so that this run uses up any later holdout: results on all of its items will have been seen. To keep some for a claim, stop here and deal them first: promptlab split-evalset {set.Name}"
            );
    }

    /// <summary>Reads and checks everything that a choice refers to.</summary>
    /// <exception cref="InputException">There are errors; it has every problem.</exception>
    public static RunSetup Check(RunChoice choice, ProjectWorkspace project, Problems problems)
    {
        var setup = RunSetup.Resolve(choice, project, problems);
        foreach (var model in setup?.Models ?? [])
            project.Models.Check(model, problems);
        if (setup is not null)
            project.CheckEvalSet(setup.EvalSet, problems);
        foreach (var (prompt, _) in setup?.Prompts ?? [])
        {
            foreach (var (line, _, message) in LiteralPlaceholders.Find(prompt))
                problems.Warn(prompt.File, line, message);
        }

        if (setup is not null)
            Linter.WarnBefore(LintMaterial.OfRun(setup.Prompts.Select(chosen => chosen.Prompt), setup.EvalSet), project.Config, problems);
        project.Conclude(problems);
        return setup!;
    }

    /// <summary>
    /// The settings of an experiment without further options; null, with a problem added, where it does not exist. A null name
    /// means the default experiment.
    /// </summary>
    public static RunChoice? ResolveChoice(ProjectConfig config, string? experiment, Problems problems) =>
        ResolveChoice(config, new RunOptions { Experiment = experiment }, problems);

    private static RunChoice? ResolveChoice(ProjectConfig config, RunOptions options, Problems problems)
    {
        var experiment = ResolveExperiment(config, options, problems);
        if (problems.HasErrors)
            return null;
        CheckNumbers(options, problems);
        var prompts = FirstNonEmpty(options.Prompts, experiment?.Prompts);
        var models = FirstNonEmpty(FirstNonEmpty(options.Models, experiment?.Models), config.Run.Model is { } model ? [model] : null);
        var evalSet = options.EvalSet ?? (options.EvalSets is [var first, ..] ? first : experiment?.EvalSets[0]);
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
            Splits = FirstNonEmpty(options.Splits, experiment?.Splits),
            Ids = FirstNonEmpty(options.Items, experiment?.Items),
            Tags = FirstNonEmpty(options.Tags, experiment?.Tags),
            Limit = options.Limit ?? experiment?.Limit,
            Seed = options.Seed ?? experiment?.Seed,
        };
        return WithCallSettings(
            config,
            options,
            new RunChoice
            {
                Prompts = prompts,
                EvalSet = evalSet!,
                Models = models,
                Filter = filter,
                Repeats = options.Repeats ?? experiment?.Repeats ?? config.Run.Repeats,
                Concurrency = experiment?.Concurrency ?? config.Run.Concurrency,
                Experiment = experiment?.Name,
                File = experiment is null ? CommandLine : config.File,
                Line = experiment?.Line,
            }
        );
    }

    /// <summary>
    /// The choice with current settings for making calls. They may differ between a run and its resumption, since they do not
    /// affect what is sent.
    /// </summary>
    public static RunChoice WithCallSettings(ProjectConfig config, RunOptions options, RunChoice choice) =>
        choice with
        {
            Concurrency = options.Concurrency ?? choice.Concurrency,
            Timeout = config.Run.Timeout,
            Retries = config.Run.Retries,
            Cache = options.Cache ?? config.Run.Cache,
            Budget = new BudgetLimits(
                options.MaxCostUsd ?? config.Run.Budget.MaxCostUsd,
                options.MaxRequests ?? config.Run.Budget.MaxRequests,
                options.MaxTokens ?? config.Run.Budget.MaxTokens
            ),
            Grace = config.Run.Grace,
        };

    /// <summary>Adds a problem for each number of the options that is out of range.</summary>
    public static void CheckNumbers(RunOptions options, Problems problems)
    {
        CheckRange("--repeats", options.Repeats, MaxRepeats, problems);
        CheckRange("--concurrency", options.Concurrency, MaxConcurrency, problems);
        CheckRange("--max-requests", options.MaxRequests, int.MaxValue, problems);
        CheckRange("--max-tokens", options.MaxTokens, long.MaxValue, problems);
    }

    /// <summary>The names of the eval sets that options mean; empty where they, or their experiment, name none.</summary>
    public static IReadOnlyList<string> EvalSetsOf(ProjectConfig config, RunOptions options) =>
        options.EvalSet is { } only ? [only]
        : options.EvalSets.Count > 0 ? options.EvalSets
        : ResolveExperiment(config, options, new Problems())?.EvalSets ?? [];

    // Without a name, and without options that name prompts or an eval set, the default experiment is used.
    private static ExperimentDefinition? ResolveExperiment(ProjectConfig config, RunOptions options, Problems problems)
    {
        if (options.Experiment is { } name)
        {
            if (config.Experiments.TryGetValue(name, out var named))
                return named;
            problems.Add(config.File, null, $"There is no experiment “{name}”.{NearestName.Suggest(name, config.Experiments.Keys)}");
            return null;
        }

        if (options.Prompts.Count > 0 || options.EvalSet is not null || options.EvalSets.Count > 0)
            return null;
        if (config.Experiments.Count == 0)
        {
            problems.Add(
                CommandLine,
                null,
                "Say what to run: --prompt triage@v3 --evalset tickets. With one prompt and one eval set, neither has to be named."
            );
            return null;
        }

        var defaultExperiment = config.Experiments.Values.FirstOrDefault(experiment => experiment.IsDefault)
            ?? (config.Experiments.Count == 1 ? config.Experiments.Values.First() : null);
        if (defaultExperiment is null)
            problems.Add(
                config.File,
                null,
                $"Say which experiment to run, or give one of them “default: true”.{NearestName.Suggest("", config.Experiments.Keys)}"
            );
        return defaultExperiment;
    }

    private static IReadOnlyList<string> FirstNonEmpty(IReadOnlyList<string> first, IReadOnlyList<string>? second) =>
        first.Count > 0 ? first : second ?? [];

    private static void Require(string option, bool isGiven, string message, Problems problems)
    {
        if (!isGiven)
            problems.Add(option, null, message);
    }

    private static void CheckRange(string option, long? value, long maximum, Problems problems)
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
