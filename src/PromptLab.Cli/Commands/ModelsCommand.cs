using System.CommandLine;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab models</c> lists them; <c>promptlab models test NAME</c> makes one call.</summary>
internal static class ModelsCommand
{
    private const string Question = "Reply with the word ready.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create(CommandContext context)
    {
        var json = JsonOption.Create();
        var command = new Command("models", "List the models of promptlab.yaml.") { json, Test(context) };
        command.SetAction((parsed, _) => Task.FromResult(List(parsed.GetValue(json), context)));
        return command;
    }

    private static Command Test(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The model." };
        var json = JsonOption.Create();
        var command = new Command("test", "Make one call of a model and say precisely what is wrong when it fails.") { name, json };
        command.SetAction(
            (parsed, cancellationToken) => TestAsync(parsed.GetRequiredValue(name), parsed.GetValue(json), context, cancellationToken)
        );
        return command;
    }

    private static int List(bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var models = project.Config.Models.Values.OrderBy(model => model.Alias, StringComparer.Ordinal).ToList();
        if (json)
        {
            context.Write(
                new
                {
                    Models = models.Select(model => new
                    {
                        model.Alias,
                        Kind = model.Provider.Kind.Name,
                        model.Id,
                        model.Parameters,
                        model.Price,
                        Key = KeyOf(model, context),
                    }),
                }
            );
            return ExitCodes.Done;
        }

        var table = new TextTable("model", "kind", "id", "parameters", "in / out per million", "key");
        foreach (var model in models)
        {
            table.AddRow(
                model.Alias,
                model.Provider.Kind.Name,
                model.Id,
                ParametersOf(model.Parameters),
                model.Price is { } price
                    ? $"{Format.Money(price.InputPerMillion)} / {Format.Money(price.OutputPerMillion)}{(price.Basis is { } basis ? $" ({basis})" : "")}"
                    : "unknown",
                KeyOf(model, context)
            );
        }

        table.Write(context.Console);
        return ExitCodes.Done;
    }

    private static string KeyOf(ModelDefinition model, CommandContext context) =>
        model.Provider switch
        {
            { ApiKeyVariable: { } name } => context.Variable(name) is { Length: > 0 } ? $"{name} is set" : $"{name} is not set",
            { Kind.Key: KeyRule.OrEntraId } => "Entra ID",
            _ => "none",
        };

    private static string ParametersOf(ModelParameters parameters) =>
        string.Join(
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
            }.OfType<string>()
        );

    private static async Task<int> TestAsync(string name, bool json, CommandContext context, CancellationToken cancellationToken)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        if (!project.Config.Models.TryGetValue(name, out var definition))
            throw new InputException(
                "promptlab.yaml",
                null,
                $"There is no model “{name}”.{NearestName.Suggest(name, project.Config.Models.Keys)}"
            );
        using var models = ModelSources.Of(context, project);
        var model = models.Create(definition, new CallSettings { Timeout = Patience }, context.Stopping);
        if (definition.Provider.Kind.IsRecorded)
        {
            var count = models.CountRecorded(definition, problems);
            return Tell(
                new
                {
                    Model = name,
                    Works = true,
                    Recorded = count,
                },
                $"{name} replays {Format.Quantity(count, "recorded response")}; it can't be asked anything else.",
                json,
                context,
                ExitCodes.Done
            );
        }

        try
        {
            var response = await model.Client.GetResponseAsync(
                [new ChatMessage(ChatRole.User, Question)],
                ChatRequest.Options(definition, responseSchema: null, repeat: 1),
                cancellationToken
            );
            var usage = TokenUsage.From(response.Usage);
            var cost = Pricing.CostOf(usage, definition.Price);
            var latency = ResponseFacts.Of(response).Latency;
            return Tell(
                new
                {
                    Model = name,
                    Works = true,
                    Response = response.Text,
                    ResponseModel = response.ModelId,
                    InputTokens = usage?.Input,
                    OutputTokens = usage?.Output,
                    LatencyMs = latency?.TotalMilliseconds,
                    CostUsd = cost,
                },
                $"{name} works: {response.ModelId ?? definition.Id} said “{PrintableText.Visible(response.Text, 60)}” in {Format.Duration(latency)}, {Format.Count(usage?.Input)} + {Format.Count(usage?.Output)} tokens, cost {Format.Money(cost)}.",
                json,
                context,
                ExitCodes.Done
            );
        }
        catch (ModelCallException e)
        {
            return Tell(
                new
                {
                    Model = name,
                    Works = false,
                    e.Failure,
                },
                $"{name} does not work ({e.Failure.Type}). {e.Failure.Message}",
                json,
                context,
                ExitCodes.Incomplete
            );
        }
    }

    private static int Tell(object facts, string sentence, bool json, CommandContext context, int exit)
    {
        if (json)
            context.Write(facts);
        else
            context.Out.WriteLine(sentence);
        return exit;
    }
}
