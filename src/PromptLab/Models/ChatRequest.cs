using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>What is sent with the messages of one call.</summary>
internal static class ChatRequest
{
    /// <summary>The additional property that holds the repeat; it is part of a request's key and never sent.</summary>
    internal const string RepeatProperty = "promptlab.repeat";

    /// <summary>The additional property that holds the step where it is not the first; as <see cref="RepeatProperty"/>.</summary>
    internal const string StepProperty = "promptlab.step";

    /// <summary>The additional property that holds the sample where it is not the first; as <see cref="RepeatProperty"/>.</summary>
    internal const string SampleProperty = "promptlab.sample";

    private const string StrictProperty = "strict"; // the OpenAI adapter sends a schema as strict only with this
    private const string SchemaName = "response";

    // Repeats take the seeds that follow each other, and no run repeats an item so often.
    private const long SeedsPerSample = 1_000_000;

    /// <summary>New options for one call: clients may change the ones they are given, so no two calls share any.</summary>
    /// <param name="model">The model and its parameters.</param>
    /// <param name="responseSchema">The JSON schema that the prompt asks for; null for none.</param>
    /// <param name="repeat">The repeat, from 1: its seed is the model's seed + repeat − 1.</param>
    /// <param name="step">The step of the run's subject, from 1.</param>
    /// <param name="sample">
    /// Which of several responses to the same messages, from 1: each further one adds a million to the seed, so that it is
    /// another draw.
    /// </param>
    public static ChatOptions Options(ModelDefinition model, JsonNode? responseSchema, int repeat, int step = 1, int sample = 1)
    {
        var parameters = model.Parameters;
        var options = new ChatOptions
        {
            ModelId = model.Id,
            Temperature = (float?)parameters.Temperature,
            TopP = (float?)parameters.TopP,
            MaxOutputTokens = parameters.MaxOutputTokens,
            Seed = parameters.Seed + repeat - 1 + ((sample - 1) * SeedsPerSample),
            StopSequences = parameters.Stop.Count > 0 ? [.. parameters.Stop] : null,
            ResponseFormat = FormatOf(parameters, responseSchema),
            Reasoning = parameters.ReasoningEffort is { } effort ? new ReasoningOptions { Effort = EffortOf(effort) } : null,
            AdditionalProperties = new AdditionalPropertiesDictionary { [StrictProperty] = true, [RepeatProperty] = repeat },
        };
        if (step > 1)
            options.AdditionalProperties[StepProperty] = step;
        if (sample > 1)
            options.AdditionalProperties[SampleProperty] = sample;
        return options;
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
