using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>What is sent with the messages of one call.</summary>
public static class ChatRequest
{
    /// <summary>The additional property that holds the repeat; it is part of a request's key and never sent.</summary>
    internal const string RepeatProperty = "promptlab.repeat";

    private const string StrictProperty = "strict"; // the OpenAI adapter sends a schema as strict only with this
    private const string SchemaName = "response";

    /// <summary>New options for one call: clients may change the ones they are given, so no two calls share any.</summary>
    /// <param name="model">The model and its parameters.</param>
    /// <param name="responseSchema">The JSON schema that the prompt asks for; null for none.</param>
    /// <param name="repeat">The repeat, from 1: its seed is the model's seed + repeat − 1.</param>
    public static ChatOptions Options(ModelDefinition model, JsonNode? responseSchema, int repeat)
    {
        var parameters = model.Parameters;
        return new ChatOptions
        {
            ModelId = model.Id,
            Temperature = (float?)parameters.Temperature,
            TopP = (float?)parameters.TopP,
            MaxOutputTokens = parameters.MaxOutputTokens,
            Seed = parameters.Seed + repeat - 1,
            StopSequences = parameters.Stop.Count > 0 ? [.. parameters.Stop] : null,
            ResponseFormat = FormatOf(parameters, responseSchema),
            Reasoning = parameters.ReasoningEffort is { } effort ? new ReasoningOptions { Effort = EffortOf(effort) } : null,
            AdditionalProperties = new AdditionalPropertiesDictionary { [StrictProperty] = true, [RepeatProperty] = repeat },
        };
    }

    private static ChatResponseFormat? FormatOf(ModelParameters parameters, JsonNode? schema) =>
        schema is not null
            ? ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(schema), SchemaName)
            : parameters.ResponseFormat switch
            {
                "json" => ChatResponseFormat.Json,
                "text" => ChatResponseFormat.Text,
                _ => null,
            };

    private static ReasoningEffort EffortOf(string effort) =>
        effort switch
        {
            "none" => ReasoningEffort.None,
            "low" => ReasoningEffort.Low,
            "medium" => ReasoningEffort.Medium,
            "high" => ReasoningEffort.High,
            _ => throw new ArgumentOutOfRangeException(nameof(effort), effort, "The effort is none, low, medium or high."),
        };
}
