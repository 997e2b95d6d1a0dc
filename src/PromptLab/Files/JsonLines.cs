using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>A file with one JSON object to a line; blank lines are skipped. Every line that is none is noted and left out.</summary>
public static class JsonLines
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The objects of a text, each with its line from 1.</summary>
    public static IReadOnlyList<(int Line, JsonObject Value)> Read(string text, string shownAs, Problems problems)
    {
        var found = new List<(int, JsonObject)>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]) && Parse(lines[i], shownAs, i + 1, problems) is { } value)
                found.Add((i + 1, value));
        }

        return found;
    }

    private static JsonObject? Parse(string line, string shownAs, int number, Problems problems)
    {
        try
        {
            if (JsonNode.Parse(line, documentOptions: Strict) is JsonObject value && IsWholeText(value))
                return value;
            problems.Add(shownAs, number, "Each line holds one JSON object: {\"id\": …}.");
        }
        catch (JsonException e)
        {
            problems.Add(shownAs, number, $"This line is not valid JSON: {Plain(e.Message)}");
        }
        catch (InvalidOperationException)
        {
            problems.Add(shownAs, number, "This line holds half a character (an unpaired surrogate such as \\ud83d). Write the whole one.");
        }

        return null;
    }

    // Reading every text once finds the escapes that stand for no character.
    private static bool IsWholeText(JsonNode? node) => node switch
    {
        JsonObject map => map.All(pair => IsWholeText(pair.Value)),
        JsonArray list => list.All(IsWholeText),
        JsonValue value => !value.TryGetValue(out string? text) || text.Length >= 0,
        _ => true,
    };

    // Without “Path: … | LineNumber: 0 | …”, whose line is not the file's.
    private static string Plain(string message) => message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
}
