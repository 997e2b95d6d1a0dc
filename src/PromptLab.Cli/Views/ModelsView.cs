using PromptLab.Cli.Outputs;
using PromptLab.Models;
using PromptLab.Projects;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the models as a table, and describes the test of a model.</summary>
internal static class ModelsView
{
    private const int MaxResponseLength = 60;

    public static ModelsOutput.ModelOutput OutputOf(ListedModel model) =>
        new(
            model.Definition.Alias,
            model.Definition.Provider.Kind.Name,
            model.Definition.Id,
            model.Definition.Parameters,
            model.Definition.Price,
            KeyOf(model)
        )
        {
            Extra = model.Definition.Extra,
            Stream = model.Definition.Stream,
            InstructionsInUserMessage = model.Definition.InstructionsInUserMessage,
            Headers = Names(model.Definition.Provider.Headers, model.Definition.Provider.HeaderVariables),
            Query = Names(model.Definition.Provider.Query, model.Definition.Provider.QueryVariables),
        };

    private static List<string> Names(IReadOnlyDictionary<string, string> literal, IReadOnlyDictionary<string, string> variables) =>
        [.. literal.Keys.Union(variables.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    public static void Write(IAnsiConsole console, IReadOnlyList<ListedModel> models)
    {
        var table = new TextTable("model", "kind", "id", "parameters", "in / out per million", "key");
        foreach (var listed in models)
        {
            var model = listed.Definition;
            table.AddRow(model.Alias, model.Provider.Kind.Name, model.Id, ParametersOf(model), PriceOf(model.Price), KeyOf(listed));
        }

        table.Write(console);
    }

    public static string Describe(TestModelResult tested) =>
        tested switch
        {
            { Failure: { } failure } => $"{tested.Model.Alias} does not work ({failure.Type}). {failure.Message}",
            { Recorded: { } count } =>
                $"{tested.Model.Alias} replays {Format.Quantity(count, "recorded response")}; it can't be asked anything else.",
            _ =>
                $"{tested.Model.Alias} works: {tested.ResponseModel ?? tested.Model.Id} said “{PrintableText.OneLine(tested.Response ?? "", MaxResponseLength)}” in {Format.Duration(tested.Latency)}, {Format.Count(tested.Usage?.Input)} + {Format.Count(tested.Usage?.Output)} tokens, cost {Format.Money(tested.CostUsd)}.",
        };

    private static string KeyOf(ListedModel model) =>
        model switch
        {
            { KeyIsSet: { } isSet } => $"{model.Definition.Provider.ApiKeyVariable} is {(isSet ? "set" : "not set")}",
            { Definition.Provider.Kind.Key: KeyRule.OrEntraId } => "Entra ID",
            _ => "none",
        };

    private static string PriceOf(ModelPrice? price) =>
        price is null
            ? "unknown"
            : $"{Format.Money(price.InputPerMillion)} / {Format.Money(price.OutputPerMillion)}{(price.Basis is { } basis ? $" ({basis})" : "")}";

    private static string ParametersOf(ModelDefinition model)
    {
        var parameters = model.Parameters;
        return string.Join(
            ", ",
            new[]
            {
                parameters.Temperature is { } temperature ? FormattableString.Invariant($"temperature {temperature}") : null,
                parameters.TopP is { } topP ? FormattableString.Invariant($"top_p {topP}") : null,
                parameters.MaxOutputTokens is { } most ? FormattableString.Invariant($"max_output_tokens {most}") : null,
                parameters.Seed is { } seed ? FormattableString.Invariant($"seed {seed}") : null,
                parameters.Stop.Count > 0 ? $"stop {string.Join(' ', parameters.Stop)}" : null,
                parameters.ResponseFormat is { } format ? $"response_format {format}" : null,
                parameters.ReasoningEffort is { } effort ? $"reasoning_effort {effort}" : null,
                model.Extra is { } extra ? $"extra {string.Join(' ', extra.Select(pair => pair.Key))}" : null,
                model.InstructionsInUserMessage ? "instructions user" : null,
                model.Stream ? "stream" : null,
            }.OfType<string>()
        );
    }
}
