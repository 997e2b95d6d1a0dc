using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// Parses JSON Lines: one object per line. Blank lines are skipped; other lines that are not an object are reported and
/// skipped.
/// </summary>
internal static class JsonLines
{
    /// <summary>The objects of a text, each with its line number from 1.</summary>
    public static IReadOnlyList<(int Line, JsonObject Value)> Read(string text, string shownAs, Problems problems)
    {
        var found = new List<(int, JsonObject)>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (StrictJson.Parse(lines[i], out var problem) is JsonObject value)
                found.Add((i + 1, value));
            else
                problems.Add(shownAs, i + 1, problem ?? "Each line holds one JSON object: {\"id\": …}.");
        }

        return found;
    }
}
