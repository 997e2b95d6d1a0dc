using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Grading;

/// <summary>JSON as the standard has it: no comments, no trailing commas, no key twice, nothing before or after.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static bool TryParse(string text, out JsonNode? json)
    {
        try
        {
            json = JsonNode.Parse(text, documentOptions: Strict);
            ReadTexts(json);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            json = null;
            return false;
        }
    }

    // Half a surrogate pair, such as "\ud800", passes the parser and throws when it is read.
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
}
