using System.CommandLine;
using Microsoft.Extensions.AI;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab models</c> lists them; <c>promptlab models test NAME</c> makes one call.</summary>
internal static class ModelsCommand
{
    private const string Question = "Reply with the word ready.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create(Surroundings surroundings)
    {
        var json = JsonOption.Create();
        var command = new Command("models", "List the models of promptlab.yaml.") { json, Test(surroundings) };
        command.SetAction((parsed, _) => Task.FromResult(List(parsed.GetValue(json), surroundings)));
        return command;
    }

    private static Command Test(Surroundings surroundings)
    {
        var name = new Argument<string>("name") { Description = "The model." };
        var json = JsonOption.Create();
        var command = new Command("test", "Make one call of a model and say precisely what is wrong when it fails.") { name, json };
        command.SetAction(
            (parsed, cancellationToken) => TestAsync(parsed.GetRequiredValue(name), parsed.GetValue(json), surroundings, cancellationToken)
        );
        return command;
    }

    private static int List(bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var models = project.Config.Models.Values.OrderBy(model => model.Alias, StringComparer.Ordinal).ToList();
        if (json)
        {
            surroundings.Write(
                new
                {
                    Models = models.Select(model => new
                    {
                        model.Alias,
                        model.Provider.Kind,
                        model.Id,
                        model.Parameters,
                        model.Price,
                        Key = KeyOf(model, surroundings),
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
                model.Provider.Kind,
                model.Id,
                ParametersOf(model.Parameters),
                model.Price is { } price
                    ? $"{Shown.Money(price.InputPerMillion)} / {Shown.Money(price.OutputPerMillion)}{(price.Basis is { } basis ? $" ({basis})" : "")}"
                    : "unknown",
                KeyOf(model, surroundings)
            );
        }

        table.Write(surroundings.Console);
        return ExitCodes.Done;
    }

    private static string KeyOf(ModelDefinition model, Surroundings surroundings) =>
        model.Provider switch
        {
            { ApiKeyVariable: { } name } => surroundings.Variable(name) is { Length: > 0 } ? $"{name} is set" : $"{name} is not set",
            { Kind: "azure-openai" } => "Entra ID",
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

    private static async Task<int> TestAsync(string name, bool json, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        if (!project.Config.Models.TryGetValue(name, out var definition))
            throw new InputException(
                "promptlab.yaml",
                null,
                $"There is no model “{name}”.{NearestName.Suggest(name, project.Config.Models.Keys)}"
            );
        var factory = new ModelFactory(surroundings, project.Folder.Root);
        var model = factory.Create(definition, new CallSettings { Timeout = Patience });
        if (definition.Provider.Kind == "recorded")
        {
            var count = factory.CountRecorded(definition, problems);
            return Tell(
                new
                {
                    Model = name,
                    Works = true,
                    Recorded = count,
                },
                $"{name} replays {Shown.Of(count, "recorded response")}; it can't be asked anything else.",
                json,
                surroundings,
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
                $"{name} works: {response.ModelId ?? definition.Id} said “{PlainText.Visible(response.Text, 60)}” in {Shown.Duration(latency)}, {Shown.Count(usage?.Input)} + {Shown.Count(usage?.Output)} tokens, cost {Shown.Money(cost)}.",
                json,
                surroundings,
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
                surroundings,
                ExitCodes.Incomplete
            );
        }
    }

    private static int Tell(object facts, string sentence, bool json, Surroundings surroundings, int exit)
    {
        if (json)
            surroundings.Write(facts);
        else
            surroundings.Out.WriteLine(sentence);
        return exit;
    }
}
