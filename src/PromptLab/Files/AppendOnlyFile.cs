using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// A file of JSON objects, one to a line, that only grows. Each line names the hash of the one it followed, so that a line
/// that was edited or taken out shows. Safe to append to from many threads and processes at once.
/// </summary>
/// <remarks>
/// Two branches of a repository that both appended can be merged line by line: a line may follow from any line above it.
/// Lines that are cut off at the end are not missed.
/// </remarks>
/// <param name="fullPath">The file.</param>
/// <param name="shownAs">The file as the user would name it.</param>
/// <param name="time">The clock that waiting for other writers goes by.</param>
public sealed class AppendOnlyFile(string fullPath, string shownAs, TimeProvider time)
{
    private const string Previous = "previous";

    /// <summary>Every line; none where there is no file. A last line that was cut off is a warning and is left out.</summary>
    /// <param name="problems">Takes what is wrong; where that holds an error, the lines are not to be relied on.</param>
    public IReadOnlyList<(int Line, JsonObject Value)> Read(Problems problems)
    {
        var (whole, torn) = Split(SharedFile.Read(fullPath, shownAs));
        if (torn.Length > 0)
            problems.Warn(shownAs, null, "The last line was cut off while it was written, and is left out. The next one moves it aside.");
        return Parse(whole, problems);
    }

    /// <summary>Checks that a line could be appended now. The file is there afterwards.</summary>
    /// <exception cref="InputException">It can't, or the file is broken.</exception>
    public async Task CheckWritableAsync(CancellationToken cancellationToken)
    {
        using var held = await WriterLock.TakeAsync(fullPath, shownAs, time, cancellationToken);
        var problems = new Problems();
        Parse(Split(ReadAll(held)).Whole, problems);
        problems.ThrowIfAny();
    }

    /// <summary>Appends lines, all of them or none, while no one else can.</summary>
    /// <param name="next">Makes the lines from those that are there.</param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <exception cref="InputException">The file is broken, is held by another process, or can't be written. It is as it was.</exception>
    public async Task AppendAsync(Func<IReadOnlyList<(int Line, JsonObject Value)>, IReadOnlyList<JsonObject>> next, CancellationToken cancellationToken)
    {
        using var held = await WriterLock.TakeAsync(fullPath, shownAs, time, cancellationToken);
        var (whole, torn) = Split(ReadAll(held));
        var problems = new Problems();
        var lines = Parse(whole, problems);
        problems.ThrowIfAny();
        if (torn.Length > 0)
            SharedFile.Append(fullPath + ".torn", shownAs + ".torn", Encoding.UTF8.GetBytes(torn + "\n"));
        var (text, last) = (new StringBuilder(), LastOf(whole));
        foreach (var line in next(lines))
        {
            line[Previous] = last is null ? null : HashOf(last);
            last = line.ToJsonString(FileJson.Line);
            text.Append(last).Append('\n');
        }

        Write(held, whole, text.ToString());
    }

    private void Write(FileStream held, string whole, string added)
    {
        var kept = Encoding.UTF8.GetByteCount(whole);
        try
        {
            held.SetLength(kept);
            held.Seek(0, SeekOrigin.End);
            held.Write(Encoding.UTF8.GetBytes((whole.Length == 0 || whole.EndsWith('\n') ? "" : "\n") + added));
            held.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            held.SetLength(kept);
            throw new InputException(shownAs, null, SharedFile.Refusal(e));
        }
    }

    private static byte[] ReadAll(FileStream held)
    {
        var bytes = new byte[held.Length];
        held.ReadExactly(bytes);
        return bytes;
    }

    // A last line that lacks no more than its line end is whole.
    private (string Whole, string Torn) Split(byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(shownAs, null, "The file is not valid UTF-8. Restore it from version control; lines are only ever appended.");
        }

        var tail = text[(text.LastIndexOf('\n') + 1)..];
        return tail.Length == 0 || (StrictJson.TryParse(tail, out var json) && json is JsonObject) ? (text, "") : (text[..^tail.Length], tail);
    }

    private IReadOnlyList<(int Line, JsonObject Value)> Parse(string text, Problems problems)
    {
        var lines = JsonLines.Read(text, shownAs, problems);
        var (texts, above) = (text.Split('\n'), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (number, value) in lines)
        {
            if (value[Previous] is { } previous && !(previous.GetValueKind() == JsonValueKind.String && above.Contains(previous.GetValue<string>())))
                problems.Add(shownAs, number, "No line above has the hash that this one names as “previous”: one was edited or taken out. Restore the file from version control; lines are only ever appended.");
            above.Add(HashOf(texts[number - 1].TrimEnd('\r')));
        }

        return lines;
    }

    private static string? LastOf(string text) => text.TrimEnd('\n', '\r').Split('\n')[^1].TrimEnd('\r') is { Length: > 0 } last ? last : null;

    private static string HashOf(string line) => ContentHash.Short(ContentHash.OfText(line));
}
