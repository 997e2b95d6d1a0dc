using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Calls;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Planning;

/// <summary>Everything that a run needs, read and checked before the first call.</summary>
internal sealed record RunSetup
{
    public required RunChoice Choice { get; init; }

    /// <summary>The prompt versions, each with its changes from its parent.</summary>
    public required IReadOnlyList<(Prompt Prompt, IReadOnlyList<string> Changes)> Prompts { get; init; }

    public required IReadOnlyList<ModelDefinition> Models { get; init; }

    public required EvalSet EvalSet { get; init; }

    /// <summary>The selected items, in the file's order.</summary>
    public required IReadOnlyList<EvalItem> Items { get; init; }

    public required GraderSet Graders { get; init; }

    /// <summary>The time limit of one call.</summary>
    public TimeSpan Timeout => Choice.Timeout ?? EvalSet.Timeout;

    /// <summary>The conditions that all runs of the setup share.</summary>
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

    /// <summary>The number of calls of all runs.</summary>
    public int Calls => Prompts.Count * Models.Count * Items.Count * Choice.Repeats;

    /// <summary>Reads and checks everything that a choice refers to; null, with every problem added, where there are errors.</summary>
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
        var graders = evalSet is null ? null : GraderSet.Create(evalSet, project.Host.Graders, project.Files, project.Programs, problems);
        if (evalSet is null)
            return null;
        choice = choice with { Filter = choice.Filter.In(evalSet) };
        var items = choice.OriginalItemIds is { } originalIds
            ? choice.Filter.SelectForResume(evalSet, originalIds, problems)
            : choice.Filter.Select(evalSet, problems);
        foreach (var model in models)
            CheckPrice(model, choice, problems);
        foreach (var model in models)
            SentParts.Check(model, chosen, evalSet.Items, problems);
        if (!problems.HasErrors)
            PromptFit.Check(chosen, evalSet, evalSet.Items, problems);
        CheckRecorded(evalSet, problems);
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

    // A model's responses have no scores that people gave, so that every item would be paid for and stay undecided.
    private static void CheckRecorded(EvalSet evalSet, Problems problems)
    {
        foreach (
            var grader in evalSet.Graders.Where(grader => grader.Type == PrecomputedGrader.Kind && grader.Options.Text("weight") != "0")
        )
            problems.Add(
                grader.Options.File,
                grader.Options.LineOf("type"),
                $"The grader “{grader.Id}” (precomputed) takes scores that stand in a file of responses: promptlab grade --evalset {evalSet.Name} --responses FILE. For a run give it “weight: 0”."
            );
    }

    // Without a price the cost of a run is unknown; a token budget still limits it.
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
