using System.Text;
using System.Text.Json;
using PromptLab.Files;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// <c>items.jsonl</c> while a run goes on: each result is a whole line in the file before it is counted anywhere. A
/// killed process loses at most the line it was writing. Not thread-safe.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Makes a new, empty journal.</summary>
    /// <exception cref="IOException">There is one already, or the folder can't be written.</exception>
    public RunJournal(string path) =>
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Appends one result in a single write; when it returns the operating system has it.</summary>
    public async Task AppendAsync(ItemResult result) =>
        await _file.WriteAsync(Encoding.UTF8.GetBytes(ItemResultJson.Write(result) + "\n"), CancellationToken.None);

    /// <summary>Flushes to the disk and closes.</summary>
    public void Dispose()
    {
        if (!_file.CanWrite)
            return;
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }

    /// <summary>
    /// Every whole result of a journal, sorted by item and repeat. A last line without its line end was cut off while
    /// it was written; it is left out with a warning, never guessed at.
    /// </summary>
    public static IReadOnlyList<ItemResult> Read(string path, string shownAs, Problems problems)
    {
        var text = TextFile.Read(path, shownAs);
        var lines = text.Split('\n');
        if (lines[^1].Length > 0)
            problems.Warn(shownAs, lines.Length, "The last line was cut off while it was written; it is left out.");
        var results = new List<ItemResult>();
        for (var i = 0; i < lines.Length - 1; i++)
        {
            try
            {
                results.Add(ItemResultJson.Read(lines[i]));
            }
            catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
            {
                problems.Add(shownAs, i + 1, $"This is no result of an item: {e.Message}");
            }
        }

        return Sort(results);
    }

    /// <summary>Results in the order of reports: by item id, then repeat.</summary>
    public static IReadOnlyList<ItemResult> Sort(IEnumerable<ItemResult> results) =>
        [.. results.OrderBy(result => result.ItemId, StringComparer.Ordinal).ThenBy(result => result.Repeat)];
}
