using System.Text;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// Parses JSON Lines: one object per line. Blank lines are skipped; other lines that are not an object are reported and
/// skipped. A file that a merge left in conflict is read up to there.
/// </summary>
internal static class JsonLines
{
    private const int BufferSize = 1 << 14;

    /// <summary>
    /// The objects of a text, each with its line number from 1. They are parsed one after the other: problems are reported during
    /// enumeration, which is to happen once.
    /// </summary>
    public static IEnumerable<(int Line, JsonObject Value)> Read(TextReader text, string shownAs, Problems problems)
    {
        foreach (var (number, line) in Lines(text, shownAs, problems))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (MergeConflict.IsMarker(line))
            {
                problems.Add(shownAs, number, MergeConflict.MessageFor(shownAs));
                yield break;
            }

            if (StrictJson.Parse(line, out var problem) is JsonObject value)
                yield return (number, value);
            else
                problems.Add(shownAs, number, problem ?? "Each line holds one JSON object: {\"id\": …}.");
        }
    }

    /// <summary>The lines of a text with their numbers from 1, without their ends; one that is too long is reported and skipped.</summary>
    public static IEnumerable<(int Number, string Line)> Lines(TextReader text, string shownAs, Problems problems)
    {
        var (line, buffer, number) = (new StringBuilder(), new char[BufferSize], 1);
        for (int read; (read = text.Read(buffer, 0, buffer.Length)) > 0; )
        {
            var start = 0;
            for (int end; (end = Array.IndexOf(buffer, '\n', start, read - start)) >= 0; start = end + 1)
            {
                Append(line, buffer.AsSpan(start, end - start));
                if (Take(line) is { } whole)
                    yield return (number, whole);
                else
                    problems.Add(shownAs, number, FileLimits.LineMessage(FileLimits.Line));
                number++;
            }

            Append(line, buffer.AsSpan(start, read - start));
        }

        if (Take(line) is { } last)
            yield return (number, last);
        else
            problems.Add(shownAs, number, FileLimits.LineMessage(FileLimits.Line));
    }

    // One character more than a line may have shows that it is too long.
    private static void Append(StringBuilder line, ReadOnlySpan<char> part) =>
        line.Append(part[..Math.Min(part.Length, FileLimits.Line + 1 - line.Length)]);

    private static string? Take(StringBuilder line)
    {
        var whole = line.Length <= FileLimits.Line ? line.ToString() : null;
        line.Clear();
        return whole;
    }
}
