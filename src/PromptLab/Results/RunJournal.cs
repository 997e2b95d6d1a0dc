using System.Buffers;
using PromptLab.Files;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// <c>items.jsonl</c> or <c>calls.jsonl</c> while a run goes on: each result, or response, is a whole line in the file
/// before it is counted anywhere. A killed process loses at most the lines it was writing. Not thread-safe.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>Opens a journal to append to it; makes it where there is none.</summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public RunJournal(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Appends one result; when it returns the operating system has it.</summary>
    public void Append(ItemResult result)
    {
        Add(ItemResultJson.WriteUtf8(result));
        Write();
    }

    /// <summary>Adds a line, without its line end, to those that are written next.</summary>
    internal void Add(ReadOnlySpan<byte> line)
    {
        _lines.Write(line);
        _lines.Write("\n"u8);
    }

    /// <summary>Appends the added lines in a single write; when it returns the operating system has them.</summary>
    internal void Write()
    {
        if (_lines.WrittenCount == 0)
            return;
        DurableSteps.Append(_file, _lines.WrittenSpan, _file.Name);
        _lines.ResetWrittenCount();
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
        results is IReadOnlyList<ItemResult> list && list.Zip(list.Skip(1)).All(pair => InOrder(pair.First, pair.Second))
            ? list
            : [.. results.OrderBy(result => result.ItemId, StringComparer.Ordinal).ThenBy(result => result.Repeat)];

    private static bool InOrder(ItemResult one, ItemResult next) =>
        string.CompareOrdinal(one.ItemId, next.ItemId) is var order && (order < 0 || (order == 0 && one.Repeat <= next.Repeat));
}
