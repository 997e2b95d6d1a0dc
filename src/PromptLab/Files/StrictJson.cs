using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace PromptLab.Files;

/// <summary>Parses standard JSON strictly: no comments, trailing commas, duplicate keys, unpaired surrogates or extra text.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = JsonDepth.Max };

    /// <summary>Parses a text; false if it is not exactly one JSON value. JSON null succeeds with a null node.</summary>
    public static bool TryParse(string text, out JsonNode? json)
    {
        json = Parse(text, out var problem);
        return problem is null;
    }

    /// <summary>Parses the bytes of a text; false too if they are no UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out JsonNode? json)
    {
        json = null;
        return Utf8.IsValid(bytes) && TryParse(Encoding.UTF8.GetString(bytes), out json);
    }

    /// <summary>
    /// Parses a text; null and a sentence in <paramref name="problem"/> if it is not exactly one JSON value. JSON null is a null
    /// node without a problem.
    /// </summary>
    public static JsonNode? Parse(string text, out string? problem)
    {
        problem = null;
        try
        {
            var json = JsonNode.Parse(text, documentOptions: Strict);
            ReadStrings(json);
            return json;
        }
        catch (InvalidOperationException)
        {
            problem = "This holds half a character (an unpaired surrogate such as \\ud83d). Write the whole one.";
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            problem = JsonDepth.IsExceededBy(text) ? JsonDepth.Message : $"This is not valid JSON: {WithoutPosition(e.Message)}";
        }

        return null;
    }

    // The parser accepts an unpaired surrogate, but reading the string throws InvalidOperationException: read all strings now.
    private static void ReadStrings(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject map:
                foreach (var (_, value) in map)
                    ReadStrings(value);
                break;
            case JsonArray list:
                foreach (var value in list)
                    ReadStrings(value);
                break;
            case JsonValue value:
                value.TryGetValue(out string? _);
                break;
        }
    }

    // Cuts off “Path: … | LineNumber: 0 | …”, because that line number is not the file's, and what speaks of our own code.
    private static string WithoutPosition(string message) =>
        message
            .Split(" Path: ")[0]
            .Split(" LineNumber: ")[0]
            .Replace(" which is not supported in this mode. Change the reader options.", ".", StringComparison.Ordinal)
            .Replace(" encountered during deserialization", "", StringComparison.Ordinal);
}
