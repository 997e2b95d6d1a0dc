using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// Parses JSON Lines: one object per line. Blank lines are skipped; other lines that are not an object are reported and
/// skipped.
/// </summary>
internal static class JsonLines
{
    /// <summary>
    /// The objects of a text, each with its line number from 1. They are parsed one after the other: problems are reported during
    /// enumeration, which is to happen once.
    /// </summary>
    public static IEnumerable<(int Line, JsonObject Value)> Read(string text, string shownAs, Problems problems)
    {
        foreach (var (number, line) in Lines(text, shownAs, problems))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (StrictJson.Parse(line, out var problem) is JsonObject value)
                yield return (number, value);
            else
                problems.Add(shownAs, number, problem ?? "Each line holds one JSON object: {\"id\": …}.");
        }
    }

    /// <summary>The lines of a text with their numbers from 1, without their ends; one that is too long is reported and skipped.</summary>
    public static IEnumerable<(int Number, string Line)> Lines(string text, string shownAs, Problems problems)
    {
        for (var (number, start) = (1, 0); start <= text.Length; number++)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found : text.Length;
            if (end - start <= FileLimits.Line)
                yield return (number, text[start..end]);
            else
                problems.Add(shownAs, number, FileLimits.LineMessage(FileLimits.Line));
            start = end + 1;
        }
    }
}
