using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Results;

/// <summary>What the runs of one command share: the items, how they were chosen, what judges the responses.</summary>
internal sealed record RunConditions
{
    /// <summary>The eval set.</summary>
    public required EvalSet EvalSet { get; init; }

    /// <summary>The chosen items.</summary>
    public required IReadOnlyList<EvalItem> Items { get; init; }

    /// <summary>How they were chosen.</summary>
    public required ItemFilter Filter { get; init; }

    /// <summary>The hash of the graders.</summary>
    public required string GradersHash { get; init; }

    /// <summary>How often every item is asked, from 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The identity of the run that asks a model.</summary>
    /// <param name="prompt">The prompt version.</param>
    /// <param name="changes">What changed against its parent.</param>
    /// <param name="model">The model.</param>
    public RunIdentity IdentityOf(Prompt prompt, IReadOnlyList<string> changes, ModelDefinition model)
    {
        var asked = new RunPrompt
        {
            Name = prompt.Name,
            Version = prompt.Version,
            Hash = prompt.Hash,
            Parent = prompt.Parent,
            Changes = changes,
            Title = prompt.Title,
            Hypothesis = prompt.Hypothesis,
            PredictedFixes = prompt.PredictedFixes.Count == 0 ? null : prompt.PredictedFixes,
            MightBreak = prompt.MightBreak.Count == 0 ? null : prompt.MightBreak,
        };
        var parameters = ParametersOf(model);
        var runModel = new RunModel
        {
            Alias = model.Alias,
            Provider = model.Provider.Kind.Name,
            Id = model.Id,
            Parameters = parameters,
        };
        return IdentityOf(asked, runModel, ConfigHashOf(model));
    }

    /// <summary>The hash over a model's id and parameters: models of the same hash answer alike.</summary>
    public static string ConfigHashOf(ModelDefinition model)
    {
        var config = new JsonObject { ["id"] = model.Id, ["parameters"] = ParametersOf(model) };
        if (model.Provider.Application is { } application)
            config["application"] = application.ToJson();
        return ContentHash.Of(config);
    }

    /// <summary>The identity of a run over responses that are already there.</summary>
    public RunIdentity IdentityOf(RunPrompt prompt, RunModel model, string configHash, string? responsesHash = null) =>
        new()
        {
            Prompt = prompt,
            EvalSet = Chosen,
            Model = model,
            Repeats = Repeats,
            ConfigHash = configHash,
            GradersHash = GradersHash,
            ResponsesHash = responsesHash,
        };

    // Hashed once, however many runs there are.
    private RunEvalSet Chosen =>
        field ??= new RunEvalSet
        {
            Name = EvalSet.Name,
            Version = EvalSet.Version,
            Hash = EvalSet.Hash,
            Split = Filter.Splits.Count > 0 ? Filter.Splits : OpenSplits,
            Items = Items.Count,
            SelectedIdsHash = EvalSetHash.Of(Items),
            Selection = Filter is { Ids: [], Tags: [], Limit: null }
                ? null
                : new RunFilter
                {
                    Items = Filter.Ids,
                    Tags = Filter.Tags,
                    Limit = Filter.Limit,
                    Seed = Filter.Seed,
                },
        };

    // Where no split is named the holdout is left out, and what is left is named: it is the same as naming it.
    private IReadOnlyList<string> OpenSplits =>
        EvalSet.HasHoldout && Items.All(item => !item.IsSealed)
            ? [.. EvalSet.Items.Where(item => !item.IsSealed).Select(item => item.Split).OfType<string>().Distinct(StringComparer.Ordinal)]
            : [];

    // What is not set is left out: a parameter that a later version of the program knows must not change the hashes of today.
    private static JsonObject ParametersOf(ModelDefinition model)
    {
        var all = (JsonObject)JsonSerializer.SerializeToNode(model.Parameters, FileJson.Line)!;
        foreach (var key in all.Where(pair => pair.Value is null or JsonArray { Count: 0 }).Select(pair => pair.Key).ToList())
            all.Remove(key);
        foreach (var (name, value) in RequestSettings.Of(model) ?? [])
            all[name] = value?.DeepClone();
        return all;
    }
}
