using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Settings;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Lists the models of a project, and tests a model with one call.</summary>
internal static class ModelDirectory
{
    private const string Question = "Reply with the word ready.";
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    public static ModelsResult List(ProjectWorkspace project)
    {
        var models = project.Config.Models.Values.OrderBy(model => model.Alias, StringComparer.Ordinal).ToList();
        WarnOfPlainHttp(project, models);
        return new()
        {
            Models =
            [
                .. models.Select(model => new ListedModel(
                    model,
                    model.Provider.ApiKeyVariable is { } name ? project.Host.Variable(name) is { Length: > 0 } : null
                )),
            ],
        };
    }

    public static async Task<TestModelResult> TestAsync(ProjectWorkspace project, string name, CancellationToken cancellationToken)
    {
        if (!project.Config.Models.TryGetValue(name, out var definition))
            throw new InputException(
                ProjectConfigFile.FileName,
                null,
                $"There is no model “{name}”.{NearestName.Suggest(name, project.Config.Models.Keys)}"
            );
        WarnOfPlainHttp(project, [definition]);
        var model = project.Models.Create(
            definition,
            new CallSettings { Timeout = project.Config.Run.Timeout ?? DefaultTimeout },
            cancellationToken
        );
        if (definition.Provider.Kind.IsRecorded)
            return new TestModelResult
            {
                Model = definition,
                Failure = null,
                Recorded = project.Models.CountRecorded(definition, new Problems()),
            };
        try
        {
            var response = await model.Client.GetResponseAsync(
                [new ChatMessage(ChatRole.User, Question)],
                ChatRequest.Options(definition, responseSchema: null, repeat: 1),
                cancellationToken
            );
            var usage = TokenUsage.From(response.Usage);
            return new TestModelResult
            {
                Model = definition,
                Failure = null,
                Response = response.Text,
                ResponseModel = response.ModelId,
                Usage = usage,
                Latency = ResponseFacts.Of(response).Latency,
                CostUsd = Pricing.CostOf(usage, definition.Price),
            };
        }
        catch (ModelCallException e)
        {
            return new TestModelResult { Model = definition, Failure = e.Failure };
        }
    }

    private static void WarnOfPlainHttp(ProjectWorkspace project, IEnumerable<ModelDefinition> models)
    {
        var problems = new Problems();
        foreach (var model in models)
            project.Models.WarnOfPlainHttp(model, problems);
        project.Conclude(problems);
    }
}
