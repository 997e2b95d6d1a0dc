using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// JSON as the standard has it: no comments, no trailing commas, no key twice, no half a character, nothing before or
/// after.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a text; false where it is not one JSON value.</summary>
    public static bool TryParse(string text, out JsonNode? json)
    {
        json = Parse(text, out var problem);
        return problem is null;
    }

    /// <summary>
    /// Reads a text; null with the problem as a sentence where it is not one JSON value. JSON's own null is null
    /// without a problem.
    /// </summary>
    public static JsonNode? Parse(string text, out string? problem)
    {
        problem = null;
        try
        {
            var json = JsonNode.Parse(text, documentOptions: Strict);
            ReadTexts(json);
            return json;
        }
        catch (InvalidOperationException)
        {
            problem = "This holds half a character (an unpaired surrogate such as \\ud83d). Write the whole one.";
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            problem = $"This is not valid JSON: {Plain(e.Message)}";
        }

        return null;
    }

    // Half a surrogate pair passes the parser and throws when it is read.
    private static void ReadTexts(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject map:
                foreach (var (_, value) in map)
                    ReadTexts(value);
                break;
            case JsonArray list:
                foreach (var value in list)
                    ReadTexts(value);
                break;
            case JsonValue value:
                value.TryGetValue(out string? _);
                break;
        }
    }

    // Without “Path: … | LineNumber: 0 | …”, whose line is not the file's.
    private static string Plain(string message) => message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
}
