using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>What is known of a function that may be called.</summary>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Required">Those that every call must have.</param>
internal sealed record FunctionSpec(IReadOnlyList<string> Parameters, IReadOnlyList<string> Required)
{
    /// <summary>
    /// The functions of a list of definitions, <c>{"name", "parameters"}</c> or OpenAI's <c>{"function": {…}}</c>, by name; null if it is
    /// none. A text with JSON in it is read as JSON.
    /// </summary>
    public static Dictionary<string, FunctionSpec>? ReadAll(JsonNode? definitions)
    {
        if (definitions is JsonValue value && value.TryGetValue(out string? text))
            definitions = StrictJson.TryParse(text, out var json) ? json : null;
        if (definitions is not JsonArray list)
            return null;
        var found = new Dictionary<string, FunctionSpec>(StringComparer.Ordinal);
        foreach (var entry in list)
        {
            var function = (entry as JsonObject)?["function"] as JsonObject ?? entry as JsonObject;
            if (function?["name"] is not JsonValue named || !named.TryGetValue(out string? name))
                return null;
            var schema = (function["parameters"] ?? function["input_schema"]) as JsonObject;
            found[name] = new FunctionSpec(
                [.. (schema?["properties"] as JsonObject ?? []).Select(pair => pair.Key)],
                [.. (schema?["required"] as JsonArray ?? []).Select(CanonicalJson.TextOf)]
            );
        }

        return found;
    }
}
