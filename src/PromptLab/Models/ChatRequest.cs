using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>Builds the options that are sent with the messages of one call.</summary>
internal static class ChatRequest
{
    /// <summary>The additional property with the repeat; it is part of the request's key and never sent.</summary>
    internal const string RepeatProperty = "promptlab.repeat";

    /// <summary>The additional property with the step, absent for the first one; never sent.</summary>
    internal const string StepProperty = "promptlab.step";

    /// <summary>The additional property with the sample, absent for the first one; never sent.</summary>
    internal const string SampleProperty = "promptlab.sample";

    /// <summary>The additional property with the hash of the application that is called; absent for a model.</summary>
    internal const string ApplicationProperty = "promptlab.application";

    // The item's input fields that an application is sent beside the messages.
    private const string InputProperty = "promptlab.input";

    /// <summary>
    /// The additional property with a reasoning effort for which options have no value; part of the request's key. A custom chat client may
    /// read it.
    /// </summary>
    internal const string EffortProperty = "reasoning_effort";

    private const string StrictProperty = "strict"; // without it, the OpenAI adapter does not send a schema as strict
    private const string SchemaName = "response";

    private static readonly JsonSerializerOptions SchemaOptions = new() { MaxDepth = JsonDepth.MaxOfFiles };

    // Repeats use consecutive seeds, and no run repeats an item a million times.
    private const long SeedsPerSample = 1_000_000;

    /// <summary>Creates the options of one call. No two calls share any, because clients may change the options they are given.</summary>
    /// <param name="model">The model with its parameters.</param>
    /// <param name="responseSchema">The JSON schema of the response; null for none.</param>
    /// <param name="repeat">The repeat, from 1. Its seed is the model's seed + repeat − 1.</param>
    /// <param name="step">The step of a prompt with several steps, from 1.</param>
    /// <param name="sample">
    /// Which of several responses to the same messages, from 1. Each sample adds a million to the seed, so that it is another
    /// draw.
    /// </param>
    /// <param name="input">The item's input, of which an application may be sent fields beside the messages; null for none.</param>
    public static ChatOptions Options(
        ModelDefinition model,
        JsonNode? responseSchema,
        int repeat,
        int step = 1,
        int sample = 1,
        IReadOnlyDictionary<string, JsonNode>? input = null
    )
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
            Reasoning = parameters.ReasoningEffort is { } effort and not ModelParameters.MinimalEffort
                ? new ReasoningOptions { Effort = EffortOf(effort) }
                : null,
            AdditionalProperties = new AdditionalPropertiesDictionary { [StrictProperty] = true, [RepeatProperty] = repeat },
        };
        if (parameters.ReasoningEffort == ModelParameters.MinimalEffort)
            options.AdditionalProperties[EffortProperty] = ModelParameters.MinimalEffort;
        if (RequestSettings.Of(model) is { } settings)
            options.AdditionalProperties[RequestSettings.Property] = settings;
        if (step > 1)
            options.AdditionalProperties[StepProperty] = step;
        if (sample > 1)
            options.AdditionalProperties[SampleProperty] = sample;
        if (model.Provider.Application is { } application)
            AddApplication(options.AdditionalProperties, application, input);
        return options;
    }

    /// <summary>The input fields that an application is sent beside the messages; null where it is sent none.</summary>
    internal static JsonObject? InputOf(ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue(InputProperty, out var input) == true ? input as JsonObject : null;

    private static void AddApplication(
        AdditionalPropertiesDictionary properties,
        Application application,
        IReadOnlyDictionary<string, JsonNode>? input
    )
    {
        properties[ApplicationProperty] = application.Hash;
        var fields = (input ?? new Dictionary<string, JsonNode>(StringComparer.Ordinal))
            .Where(field => application.InputFields?.Contains(field.Key, StringComparer.Ordinal) != false)
            .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.DeepClone()))
            .ToList();
        if (fields.Count > 0)
            properties[InputProperty] = new JsonObject(fields);
    }

    private static ChatResponseFormat? FormatOf(ModelParameters parameters, JsonNode? schema) =>
        schema is not null
            ? ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(schema, SchemaOptions), SchemaName)
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
            _ => throw new ArgumentOutOfRangeException(nameof(effort), effort, "The effort is none, minimal, low, medium or high."),
        };
}
