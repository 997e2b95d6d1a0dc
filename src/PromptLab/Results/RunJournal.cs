using System.Buffers;
using System.Text.Json;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// <c>items.jsonl</c> while a run goes on: each result is a whole line in the file before it is counted anywhere. A
/// killed process loses at most the line it was writing. Not thread-safe.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Opens a journal to append to it; makes it where there is none.</summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public RunJournal(string path) =>
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Appends one result in a single write; when it returns the operating system has it.</summary>
    public void Append(ItemResult result)
    {
        _line.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = Files.FileJson.Line.Encoder, SkipValidation = true }))
            ItemResultJson.Write(writer, result);
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
    }

    /// <summary>Flushes to the disk and closes.</summary>
    public void Dispose()
    {
        if (!_file.CanWrite)
            return;
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }

    /// <summary>Results in the order of reports: by item id, then repeat.</summary>
    public static IReadOnlyList<ItemResult> Sort(IEnumerable<ItemResult> results) =>
        [.. results.OrderBy(result => result.ItemId, StringComparer.Ordinal).ThenBy(result => result.Repeat)];
}
