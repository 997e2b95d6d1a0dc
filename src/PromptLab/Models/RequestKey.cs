using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>The identity of a request: everything that determines the response. Recordings are looked up by it.</summary>
internal static class RequestKey
{
    private const string AttachedProperty = "promptlab.request_key";

    /// <summary>
    /// Computes the key of a request and stores it in the options for wrappers that need it too. The messages and options must not
    /// change afterwards.
    /// </summary>
    public static string AttachTo(ChatOptions options, IEnumerable<ChatMessage> messages)
    {
        var key = Of(messages, options);
        (options.AdditionalProperties ??= [])[AttachedProperty] = key;
        return key;
    }

    /// <summary>The key stored in the options, or the computed key of the request.</summary>
    internal static string GetOrCompute(IEnumerable<ChatMessage> messages, ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue(AttachedProperty, out string? key) == true && key is not null
            ? key
            : Of(messages, options);

    /// <summary>
    /// <c>sha256:</c> over model, messages, options, repeat, step and sample. The endpoint is not included, so that a replay finds
    /// what a live call recorded.
    /// </summary>
    /// <remarks>Step 1 and sample 1 are left out, so that older keys, from before steps and samples, remain valid.</remarks>
    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions options) =>
        CanonicalJson.Hash((Messages: messages, Options: options), static (json, request) =>
            Write(json, request.Messages, request.Options)
        );

    // The canonical form: keys in ordinal order.
    private static void Write(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        var settings = SettingsOf(options);
        json.WriteStartObject();
        WriteSetting(json, settings, "api_version");
        WriteApplication(json, options);
        WriteSetting(json, settings, "extra");
        WriteSetting(json, settings, "headers");
        WriteInput(json, options);
        if (messages.Any(message => message.Role == ChatRole.System))
            WriteSetting(json, settings, "instructions"); // nothing else is moved
        WriteNumber(json, "max_output_tokens", options.MaxOutputTokens);
        json.WriteStartArray("messages");
        foreach (var message in messages)
        {
            WriteMessage(json, message);
        }

        json.WriteEndArray();
        json.WriteString("model", options.ModelId);
        WriteSetting(json, settings, "query");
        json.WriteString("reasoning_effort", EffortOf(options));
        json.WriteNumber("repeat", NumberOf(options, ChatRequest.RepeatProperty));
        json.WritePropertyName("response_format");
        CanonicalJson.Write(json, FormatOf(options.ResponseFormat));
        if (NumberOf(options, ChatRequest.SampleProperty) is > 1 and var sample)
            json.WriteNumber("sample", sample);
        WriteNumber(json, "seed", options.Seed);
        if (NumberOf(options, ChatRequest.StepProperty) is > 1 and var step)
            json.WriteNumber("step", step);
        WriteStop(json, options.StopSequences);
        WriteSetting(json, settings, "stream");
        WriteNumber(json, "temperature", options.Temperature);
        if (ToolDeclaration.ToJson(options) is { } tools)
        {
            json.WritePropertyName("tools");
            CanonicalJson.Write(json, tools);
        }

        WriteNumber(json, "top_p", options.TopP);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Contents.All(content => content is TextContent))
        {
            json.WriteStartObject();
            json.WriteString("content", message.Text);
            json.WriteString("role", message.Role.Value);
            json.WriteEndObject();
            return;
        }

        CanonicalJson.Write(json, StoredMessage.Of(message).ToJson());
    }

    // Left out for a model, whose keys of before remain valid.
    private static void WriteApplication(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.AdditionalProperties?.TryGetValue(ChatRequest.ApplicationProperty, out string? application) == true)
            json.WriteString("application", application);
    }

    private static void WriteInput(Utf8JsonWriter json, ChatOptions options)
    {
        if (ChatRequest.InputOf(options) is not { } input)
            return;
        json.WritePropertyName("input");
        CanonicalJson.Write(json, input);
    }

    private static JsonObject? SettingsOf(ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue(RequestSettings.Property, out JsonObject? settings) == true ? settings : null;

    private static void WriteSetting(Utf8JsonWriter json, JsonObject? settings, string name)
    {
        if (settings?[name] is not { } value)
            return;
        json.WritePropertyName(name);
        CanonicalJson.Write(json, value);
    }

    internal static string? EffortOf(ChatOptions options) =>
        options.Reasoning?.Effort?.ToString().ToLowerInvariant()
        ?? (options.AdditionalProperties?.TryGetValue(ChatRequest.EffortProperty, out string? effort) == true ? effort : null);

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
            ChatResponseFormatJson { Schema: { } schema } => JsonNode.Parse(
                schema.GetRawText(),
                documentOptions: new JsonDocumentOptions { MaxDepth = JsonDepth.MaxOfFiles }
            ),
            ChatResponseFormatJson => "json",
            _ => "text",
        };
}
