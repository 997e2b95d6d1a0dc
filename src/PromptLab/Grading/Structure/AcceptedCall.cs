using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>A wanted call with the values that each parameter may have.</summary>
/// <param name="Name">The function.</param>
/// <param name="Parameters">
/// By parameter the list of accepted values, in which an empty text means that the parameter may be left out.
/// </param>
internal sealed record AcceptedCall(string Name, JsonObject Parameters)
{
    private const string NoCall = "none";

    /// <summary>
    /// The wanted calls of an expected answer: <c>{function: {parameter: [accepted, …]}}</c>, <c>{"name", "arguments"}</c> with exact
    /// values, a list of these, or <c>none</c>; empty where no call is right. Null if it is none of the forms.
    /// </summary>
    public static IReadOnlyList<AcceptedCall>? ReadAll(JsonNode? expected)
    {
        if (expected is JsonValue value && value.TryGetValue(out string? text))
        {
            if (text.Trim() == NoCall)
                return [];
            expected = StrictJson.TryParse(text, out var json) ? json : null;
        }

        var calls = expected switch
        {
            JsonArray list => list.Select(Read).ToList(),
            JsonObject map => [Read(map)],
            _ => [null],
        };
        return calls.Contains(null) ? null : [.. calls.OfType<AcceptedCall>()];
    }

    private static AcceptedCall? Read(JsonNode? node) =>
        node switch
        {
            JsonObject call when call["name"] is JsonValue named && named.TryGetValue(out string? name) => ReadExact(call, name),
            JsonObject { Count: 1 } map
                when map.First() is { Value: JsonObject parameters, Key.Length: > 0 } function
                    && parameters.All(parameter => parameter.Value is JsonArray { Count: > 0 }) => new AcceptedCall(
                function.Key,
                parameters
            ),
            _ => null,
        };

    private static AcceptedCall? ReadExact(JsonObject call, string name) =>
        name.Length > 0 && call["arguments"] is null or JsonObject && call.All(field => field.Key is "name" or "arguments")
            ? new AcceptedCall(
                name,
                new JsonObject((call["arguments"] as JsonObject ?? []).Select(field => KeyValuePair.Create(field.Key, Only(field.Value))))
            )
            : null;

    // An exact value is the only accepted one, and so is every part of it.
    private static JsonNode? Only(JsonNode? value) => new JsonArray(Exactly(value));

    private static JsonNode? Exactly(JsonNode? value) =>
        value switch
        {
            JsonObject map => new JsonObject(map.Select(field => KeyValuePair.Create(field.Key, Only(field.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Exactly)]),
            _ => value?.DeepClone(),
        };

    /// <summary>True if an accepted list says that the parameter may be left out.</summary>
    public static bool IsOptional(JsonNode? accepted) => accepted is JsonArray list && list.Any(IsEmptyText);

    /// <summary>True for the empty text.</summary>
    public static bool IsEmptyText(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0;
}
