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
internal sealed class AppendOnlyFile(string fullPath, string shownAs, TimeProvider time)
{
    private const string Previous = "previous";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Every line; none where there is no file. A last line that was cut off is a warning and is left out. Waits for
    /// whoever is appending.
    /// </summary>
    /// <param name="problems">Takes what is wrong; where that holds an error, the lines are not to be relied on.</param>
    /// <exception cref="InputException">The file can't be read, is no UTF-8, or is held by another process.</exception>
    public IReadOnlyList<(int Line, JsonObject Value)> Read(Problems problems)
    {
        var (whole, torn) = Split(WriterLock.Read(fullPath, shownAs, time));
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
        problems.ThrowIfErrors();
    }

    /// <summary>Appends lines, all of them or none, while no one else can.</summary>
    /// <param name="next">Makes the lines from those that are there.</param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <param name="afterwards">What is done once the lines are there, while still no one else can append.</param>
    /// <exception cref="InputException">The file is broken, is held by another process, or can't be written. It is as it was.</exception>
    public async Task AppendAsync(
        Func<IReadOnlyList<(int Line, JsonObject Value)>, IReadOnlyList<JsonObject>> next,
        CancellationToken cancellationToken,
        Action? afterwards = null
    )
    {
        using var held = await WriterLock.TakeAsync(fullPath, shownAs, time, cancellationToken);
        var (whole, torn) = Split(ReadAll(held));
        var problems = new Problems();
        var lines = Parse(whole, problems);
        problems.ThrowIfErrors();
        var (text, last) = (new StringBuilder(), lines.Count == 0 ? null : LineAt(whole.Split('\n'), lines[^1].Line));
        foreach (var line in next(lines))
        {
            line[Previous] = last is null ? null : HashOf(last);
            last = line.ToJsonString(FileJson.Line);
            text.Append(last).Append('\n');
        }

        if (torn.Length > 0)
            SharedFile.Append(fullPath + ".torn", shownAs + ".torn", [.. torn, (byte)'\n']);
        Write(held, held.Length - torn.Length, (whole.Length == 0 || whole.EndsWith('\n') ? "" : "\n") + text);
        afterwards?.Invoke();
    }

    private void Write(FileStream held, long kept, string added)
    {
        try
        {
            held.SetLength(kept);
            held.Seek(0, SeekOrigin.End);
            held.Write(Encoding.UTF8.GetBytes(added));
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

    // A last line that lacks no more than its line end is whole. One that is torn can end in the middle of a character.
    private (string Whole, byte[] Torn) Split(byte[] bytes)
    {
        var tail = bytes[(Array.LastIndexOf(bytes, (byte)'\n') + 1)..];
        var torn = StrictJson.TryParse(WithoutMark(Encoding.UTF8.GetString(tail)), out var json) && json is JsonObject ? [] : tail;
        try
        {
            return (WithoutMark(Strict.GetString(bytes, 0, bytes.Length - torn.Length)), torn);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(
                shownAs,
                null,
                "The file is not valid UTF-8. Restore it from version control; lines are only ever appended."
            );
        }
    }

    // Some editors put a byte order mark before the first line.
    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private IReadOnlyList<(int Line, JsonObject Value)> Parse(string text, Problems problems)
    {
        var lines = JsonLines.Read(text, shownAs, problems);
        var (texts, above) = (text.Split('\n'), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (number, value) in lines)
        {
            if (
                value[Previous] is { } previous
                && !(previous.GetValueKind() == JsonValueKind.String && above.Contains(previous.GetValue<string>()))
            )
                problems.Add(
                    shownAs,
                    number,
                    "No line above has the hash that this one names as “previous”: one was edited or taken out. Restore the file from version control; lines are only ever appended."
                );
            above.Add(HashOf(LineAt(texts, number)));
        }

        return lines;
    }

    private static string LineAt(string[] texts, int number) => texts[number - 1].TrimEnd('\r');

    private static string HashOf(string line) => ContentHash.Short(ContentHash.OfText(line));
}
