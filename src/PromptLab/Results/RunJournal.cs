using System.Buffers;
using System.Text.Json;
using PromptLab.Files;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// <c>items.jsonl</c> while a run goes on: each result is a whole line in the file before it is counted anywhere. A
/// killed process loses at most the lines it was writing. Thread-safe.
/// </summary>
public sealed class RunJournal : IDisposable
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    private static readonly JsonWriterOptions Options = new() { Encoder = FileJson.Line.Encoder, SkipValidation = true };

    private readonly Lock _lock = new();
    private readonly FileStream _file;

    /// <summary>Opens a journal to append to it; makes it where there is none.</summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public RunJournal(string path) =>
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Appends one result in a single write; when it returns the operating system has it.</summary>
    public void Append(ItemResult result)
    {
        var line = _line ??= new ArrayBufferWriter<byte>();
        line.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(line, Options))
            ItemResultJson.Write(writer, result);
        line.Write("\n"u8);
        lock (_lock)
            _file.Write(line.WrittenSpan);
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
