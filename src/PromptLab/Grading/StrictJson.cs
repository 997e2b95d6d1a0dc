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
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            json = null;
            return false;
        }
    }
}
