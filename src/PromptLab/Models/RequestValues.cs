using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>The values of one request by the names of <see cref="RequestPlaceholder"/>.</summary>
internal sealed class RequestValues(IReadOnlyList<ChatMessage> messages, ChatOptions options)
{
    /// <summary>The value as JSON; null where the request has none.</summary>
    public JsonNode? Find(string name) =>
        name switch
        {
            "messages" => MessageJson.Of(messages),
            "system" => Joined(messages.Where(message => message.Role == ChatRole.System)),
            "user" => messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text,
            "prompt" => Joined(messages),
            "model" => options.ModelId,
            "seed" => options.Seed,
            "temperature" => Exact(options.Temperature),
            "top_p" => Exact(options.TopP),
            "max_output_tokens" => options.MaxOutputTokens,
            "stop" => options.StopSequences is { } stop ? new JsonArray([.. stop.Select(text => JsonValue.Create(text))]) : null,
            "reasoning_effort" => RequestKey.EffortOf(options),
            "response_format" => options.ResponseFormat switch
            {
                null => null,
                ChatResponseFormatJson => "json",
                _ => "text",
            },
            "tools" => ToolDeclaration.ToJson(options),
            "response_schema" => (options.ResponseFormat as ChatResponseFormatJson)?.Schema is { } schema
                ? JsonDepth.Parse(schema.GetRawText())
                : null,
            _ when name.StartsWith(RequestPlaceholder.InputPrefix, StringComparison.Ordinal) => Input(
                name[RequestPlaceholder.InputPrefix.Length..]
            ),
            _ => null,
        };

    /// <summary>The value within a longer text; empty where the request has none.</summary>
    public string TextOf(string name) => CanonicalJson.TextOf(Find(name));

    private JsonNode? Input(string path) =>
        path.Split('.').Aggregate((JsonNode?)ChatRequest.InputOf(options), (node, field) => (node as JsonObject)?[field])?.DeepClone();

    private static string? Joined(IEnumerable<ChatMessage> messages) =>
        string.Join("\n\n", messages.Select(message => message.Text).Where(text => text.Length > 0)) is { Length: > 0 } text ? text : null;

    // A float of 0.2 would be sent as 0.20000000298023224.
    private static JsonNode? Exact(float? number) => number is { } value ? JsonValue.Create((decimal)value) : null;
}
