using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Compares a text with an expected list or object by what they say: white space and the order of an object's fields make no
/// difference, 12 and 12.0 are one number, and the order of a list counts.
/// </summary>
internal static class JsonEquality
{
    /// <summary>True if the text is standard JSON, and nothing else, with the value of a list or object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="expected">A list or an object.</param>
    /// <param name="normaliser">Applied to the texts in both, except that blanks at their ends are not cut off.</param>
    public static bool IsSame(string text, JsonNode expected, TextNormaliser normaliser) =>
        StrictJson.TryParse(text, out var json) && IsSame(json, expected, normaliser with { Trim = false });

    /// <summary>True if two values say the same; texts are compared as they are normalised, with their blanks.</summary>
    public static bool IsSameValue(JsonNode? one, JsonNode? other, TextNormaliser normaliser) =>
        IsSame(one, other, normaliser with { Trim = false });

    private static bool IsSame(JsonNode? one, JsonNode? other, TextNormaliser normaliser) =>
        (one, other) switch
        {
            (JsonObject first, JsonObject second) => first.Count == second.Count
                && first.All(field => second.TryGetPropertyValue(field.Key, out var value) && IsSame(field.Value, value, normaliser)),
            (JsonArray first, JsonArray second) => first.Count == second.Count
                && first.Zip(second).All(pair => IsSame(pair.First, pair.Second, normaliser)),
            ({ } first, { } second) when IsText(first) && IsText(second) => normaliser.Apply(first.GetValue<string>())
                == normaliser.Apply(second.GetValue<string>()),
            _ => JsonNode.DeepEquals(one, other),
        };

    private static bool IsText(JsonNode node) => node is JsonValue && node.GetValueKind() == JsonValueKind.String;
}
