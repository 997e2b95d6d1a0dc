using System.Text;
using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.Models;

/// <summary>Reads and writes recordings: files with one recorded response per line, identified by its request key.</summary>
internal static class Recording
{
    /// <summary>Reads a recording by request key; every problem is reported with its line.</summary>
    public static IReadOnlyDictionary<string, RecordedResponse> Read(string path, string shownAs, Problems problems)
    {
        var responses = new Dictionary<string, RecordedResponse>(StringComparer.Ordinal);
        try
        {
            using var text = TextFile.Open(path, shownAs, FileLimits.Data);
            Read(text, responses, shownAs, problems);
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
        }

        return responses;
    }

    private static void Read(TextReader text, Dictionary<string, RecordedResponse> responses, string shownAs, Problems problems)
    {
        foreach (var (number, line) in JsonLines.Lines(text, shownAs, problems).Where(line => line.Line.Length > 0))
        {
            if (MergeConflict.IsMarker(line))
            {
                problems.Add(
                    shownAs,
                    number,
                    "A merge left this file in conflict. The lines of both sides belong in it: delete the marker lines. Where both answer the same request, keep one."
                );
                return;
            }

            if (
                Parse(line, shownAs, number, problems) is { } response
                && !responses.TryAdd(response.Key, response)
                && !RecordedText.IsSame(responses[response.Key].Response, response.Response)
            )
            {
                problems.Add(shownAs, number, "The same request is answered in another way further up. Keep one of the two.");
            }
        }
    }

    /// <summary>Writes a recording, sorted by prompt, item, repeat, step and sample.</summary>
    /// <param name="path">The path of the file, which is replaced atomically.</param>
    /// <param name="responses">The responses, at most one per key.</param>
    /// <param name="prompts">The order of <see cref="RecordedResponse.Prompt"/>, which is plain text to this class.</param>
    public static void Write(string path, IEnumerable<RecordedResponse> responses, IComparer<string?> prompts) =>
        TextFile.WriteAtomically(
            path,
            TextFile.WithLineEndsOf(
                path,
                string.Concat(
                    responses
                        .OrderBy(response => response.Prompt, prompts)
                        .ThenBy(response => response.ItemId, StringComparer.Ordinal)
                        .ThenBy(response => response.Repeat)
                        .ThenBy(response => response.Step)
                        .ThenBy(response => response.Sample)
                        .ThenBy(response => response.Key, StringComparer.Ordinal)
                        .Select(response => JsonSerializer.Serialize(response, FileJson.Line) + "\n")
                )
            )
        );

    private static RecordedResponse? Parse(string line, string shownAs, int number, Problems problems)
    {
        try
        {
            if (FileFormat.ObjectionTo(Encoding.UTF8.GetBytes(line), RecordedResponse.CurrentSchema) is not { } objection)
            {
                var response = JsonRecords.Read<RecordedResponse>(Encoding.UTF8.GetBytes(line));
                JsonRecords.RequireDuration(response.LatencyMs);
                return response;
            }

            problems.Add(shownAs, number, objection);
        }
        catch (JsonException)
        {
            problems.Add(shownAs, number, "This is no recorded response. Write the recording anew: promptlab record RUN --out FILE");
        }

        return null;
    }
}
