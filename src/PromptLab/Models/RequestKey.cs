using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>The identity of a request: everything that decides what a model may answer. Recordings are looked up by it.</summary>
public static class RequestKey
{
    /// <summary><c>sha256:</c> over model, messages, options and repeat. The endpoint is not in it, so a replay finds what a live call recorded.</summary>
    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions options) => ContentHash.Of(new JsonObject
    {
        ["model"] = options.ModelId,
        ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
        ["temperature"] = options.Temperature,
        ["top_p"] = options.TopP,
        ["max_output_tokens"] = options.MaxOutputTokens,
        ["seed"] = options.Seed,
        ["stop"] = options.StopSequences is { } stop ? new JsonArray([.. stop.Select(text => JsonValue.Create(text))]) : null,
        ["response_format"] = FormatOf(options.ResponseFormat),
        ["reasoning_effort"] = options.Reasoning?.Effort?.ToString().ToLowerInvariant(),
        ["repeat"] = options.AdditionalProperties?.TryGetValue(ChatRequest.RepeatProperty, out int repeat) == true ? repeat : 1,
    });

    private static JsonNode? FormatOf(ChatResponseFormat? format) => format switch
    {
        null => null,
        ChatResponseFormatJson { Schema: { } schema } => JsonNode.Parse(schema.GetRawText()),
        ChatResponseFormatJson => "json",
        _ => "text",
    };
}
