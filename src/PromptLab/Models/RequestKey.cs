using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>The identity of a request: everything that decides what a model may answer. Recordings are looked up by it.</summary>
internal static class RequestKey
{
    private const string NotedProperty = "promptlab.request_key";

    /// <summary>
    /// The key of a request, and a note of it in the options, for wrappers that need it too. Neither messages nor
    /// options may change after.
    /// </summary>
    public static string NoteIn(ChatOptions options, IEnumerable<ChatMessage> messages)
    {
        var key = Of(messages, options);
        (options.AdditionalProperties ??= [])[NotedProperty] = key;
        return key;
    }

    /// <summary>The key that was noted in the options, or else the key of the request.</summary>
    internal static string NotedOr(IEnumerable<ChatMessage> messages, ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue(NotedProperty, out string? key) == true && key is not null ? key : Of(messages, options);

    /// <summary>
    /// <c>sha256:</c> over model, messages, options, repeat, step and sample. The endpoint is not in it, so a replay finds
    /// what a live call recorded.
    /// </summary>
    /// <remarks>The first step and the first sample are left out, so that keys of before there were any stay what they are.</remarks>
    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions options) =>
        CanonicalJson.Hash((Messages: messages, Options: options), static (json, request) =>
            Write(json, request.Messages, request.Options)
        );

    // The canonical form of an object: its keys in ordinal order.
    private static void Write(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        json.WriteStartObject();
        WriteNumber(json, "max_output_tokens", options.MaxOutputTokens);
        json.WriteStartArray("messages");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("content", message.Text);
            json.WriteString("role", message.Role.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", options.ModelId);
        json.WriteString("reasoning_effort", options.Reasoning?.Effort?.ToString().ToLowerInvariant());
        json.WriteNumber("repeat", NumberOf(options, ChatRequest.RepeatProperty));
        json.WritePropertyName("response_format");
        CanonicalJson.Write(json, FormatOf(options.ResponseFormat));
        if (NumberOf(options, ChatRequest.SampleProperty) is > 1 and var sample)
            json.WriteNumber("sample", sample);
        WriteNumber(json, "seed", options.Seed);
        if (NumberOf(options, ChatRequest.StepProperty) is > 1 and var step)
            json.WriteNumber("step", step);
        WriteStop(json, options.StopSequences);
        WriteNumber(json, "temperature", options.Temperature);
        WriteNumber(json, "top_p", options.TopP);
        json.WriteEndObject();
    }

    private static int NumberOf(ChatOptions options, string property) =>
        options.AdditionalProperties?.TryGetValue(property, out int number) == true ? number : 1;

    private static void WriteStop(Utf8JsonWriter json, IList<string>? stop)
    {
        if (stop is null)
        {
            json.WriteNull("stop");
            return;
        }

        json.WriteStartArray("stop");
        foreach (var text in stop)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, float? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static JsonNode? FormatOf(ChatResponseFormat? format) =>
        format switch
        {
            null => null,
            ChatResponseFormatJson { Schema: { } schema } => JsonNode.Parse(schema.GetRawText()),
            ChatResponseFormatJson => "json",
            _ => "text",
        };
}
