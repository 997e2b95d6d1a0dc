using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A call of a tool that a model asks for. It is recorded and graded, and never executed.</summary>
/// <param name="Name">The tool that is called.</param>
/// <param name="Arguments">Its arguments; null where the model wrote none that are a JSON object.</param>
internal sealed record ToolCall(string Name, JsonObject? Arguments)
{
    /// <summary>The provider's id of the call; null where it sent none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>The calls of a response in order; null where it has none, so that nothing is stored.</summary>
    public static IReadOnlyList<ToolCall>? Of(ChatResponse response) => Of(response.Messages.SelectMany(message => message.Contents));

    /// <summary>The calls among the contents of a message; null where there are none.</summary>
    public static IReadOnlyList<ToolCall>? Of(IEnumerable<AIContent> contents) =>
        contents
            .OfType<FunctionCallContent>()
            .Select(call => new ToolCall(call.Name, ArgumentsOf(call)) { Id = string.IsNullOrEmpty(call.CallId) ? null : call.CallId })
            .ToList()
            is { Count: > 0 } calls
            ? calls
            : null;

    /// <summary>
    /// The calls that an application names: a list of <c>{"name", "arguments"}</c> or of OpenAI's
    /// <c>{"function": {"name", "arguments"}}</c>, the arguments an object or its text.
    /// </summary>
    public static IEnumerable<ToolCall> Parse(JsonNode? list)
    {
        foreach (var entry in (list as JsonArray ?? []).OfType<JsonObject>())
        {
            var function = entry["function"] as JsonObject ?? entry;
            if (function["name"] is JsonValue value && value.TryGetValue(out string? name))
                yield return new ToolCall(name, ObjectOf(function["arguments"])) { Id = entry["id"]?.ToString() };
        }
    }

    /// <summary>The call as a response has it.</summary>
    public FunctionCallContent ToContent() =>
        new(
            Id ?? "",
            Name,
            Arguments?.ToDictionary(
                pair => pair.Key,
                pair => (object?)JsonSerializer.SerializeToElement(pair.Value),
                StringComparer.Ordinal
            )
        )
        {
            Exception = Arguments is null ? new JsonException("The arguments are no JSON object.") : null,
        };

    /// <summary>The call as JSON, in the form in which it is stored.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["name"] = Name, ["arguments"] = Arguments?.DeepClone() };
        if (Id is not null)
            json["id"] = Id;
        return json;
    }

    private static JsonObject? ObjectOf(JsonNode? arguments)
    {
        if (arguments is null)
            return [];
        if (arguments is not JsonValue value || !value.TryGetValue(out string? text))
            return arguments.DeepClone() as JsonObject;
        try
        {
            return text.Trim().Length == 0 ? [] : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? ArgumentsOf(FunctionCallContent call)
    {
        if (call.Exception is not null)
            return null;
        var json = new JsonObject();
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            json[name] = value is JsonNode node ? node.DeepClone() : JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions);
        return json;
    }
}
