using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Planning;

/// <summary>Everything that a run needs, read and checked. Nothing has been sent.</summary>
internal sealed record RunSetup
{
    /// <summary>What was chosen.</summary>
    public required RunChoice Choice { get; init; }

    /// <summary>The prompt versions, each with what changed against its parent.</summary>
    public required IReadOnlyList<(Prompt Prompt, IReadOnlyList<string> Changes)> Prompts { get; init; }

    /// <summary>The models.</summary>
    public required IReadOnlyList<ModelDefinition> Models { get; init; }

    /// <summary>The eval set.</summary>
    public required EvalSet EvalSet { get; init; }

    /// <summary>The chosen items.</summary>
    public required IReadOnlyList<EvalItem> Items { get; init; }

    /// <summary>What judges the responses.</summary>
    public required GraderSet Graders { get; init; }

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout => Choice.Timeout ?? EvalSet.Timeout;

    /// <summary>What all its runs share.</summary>
    public RunConditions Conditions =>
        field ??= new RunConditions
        {
            EvalSet = EvalSet,
            Items = Items,
            Filter = Choice.Filter,
            GradersHash = Graders.Hash,
            Repeats = Choice.Repeats,
        };

    /// <summary>The runs: for each model every prompt version, in order.</summary>
    public IReadOnlyList<PlannedRun> Runs =>
        field ??= [
            .. Models.SelectMany(model => Prompts.Select(chosen => PlannedRun.Of(Conditions, chosen.Prompt, chosen.Changes, model))),
        ];

    /// <summary>The number of calls.</summary>
    public int Calls => Prompts.Count * Models.Count * Items.Count * Choice.Repeats;

    /// <summary>Reads and checks everything that is chosen; null where a part can't be used, with every problem noted.</summary>
    public static RunSetup? Resolve(RunChoice choice, ProjectWorkspace project, Problems problems)
    {
        var (config, prompts) = (project.Config, project.Prompts);
        var chosen = choice
            .Prompts.Select(reference => prompts.Resolve(reference, problems))
            .OfType<Prompt>()
            .DistinctBy(prompt => prompt.Reference)
            .ToList();
        var models = choice
            .Models.Select(alias => FindModel(alias, choice, config, problems))
            .OfType<ModelDefinition>()
            .DistinctBy(model => model.Alias)
            .ToList();
        var evalSet = project.EvalSets.Resolve(choice.EvalSet, problems);
        var graders = evalSet is null ? null : GraderSet.Create(evalSet, project.Host.Graders, project.Read, problems);
        if (evalSet is null)
            return null;
        var items = choice.ChosenBefore is { } before
            ? choice.Filter.SelectAgain(evalSet, before, problems)
            : choice.Filter.Select(evalSet, problems);
        foreach (var model in models)
            CheckPrice(model, choice, problems);
        if (!problems.HasErrors)
            PromptFit.Check(chosen, evalSet, evalSet.Items, problems);
        if (problems.HasErrors || graders is null)
            return null;
        return new RunSetup
        {
            Choice = choice,
            Prompts = [.. chosen.Select(prompt => (prompt, prompts.ChangesOf(prompt, problems)))],
            Models = models,
            EvalSet = evalSet,
            Items = items,
            Graders = graders,
        };
    }

    // Money can't be counted without a price; a cap of tokens beside it holds the run all the same.
    private static void CheckPrice(ModelDefinition model, RunChoice choice, Problems problems)
    {
        if (choice.Budget is { MaxCostUsd: not null, MaxTokens: null } && model.Price is null && !model.Provider.Kind.IsRecorded)
            problems.Add(
                "promptlab.yaml",
                model.Line,
                $"A budget in dollars can't be held: the price of “{model.Alias}” is unknown. Give the model its price, or the budget max_tokens beside max_cost_usd."
            );
    }

    private static ModelDefinition? FindModel(string alias, RunChoice choice, ProjectConfig config, Problems problems)
    {
        if (config.Models.TryGetValue(alias, out var model))
            return model;
        problems.Add(
            choice.File,
            choice.Line,
            $"There is no model “{alias}” in promptlab.yaml.{NearestName.Suggest(alias, config.Models.Keys)}"
        );
        return null;
    }
}
