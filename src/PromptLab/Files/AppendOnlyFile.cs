using System.Text;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// An append-only file of JSON objects, one per line. Each line holds the hash of the line it was appended after, so that
/// edited or deleted lines are detected. Safe for concurrent appends by many threads and processes.
/// </summary>
/// <remarks>
/// When two branches of a repository have both appended, the file can be merged line by line: a line may follow any line above
/// it. Lines deleted from the end are not detected.
/// </remarks>
/// <param name="fullPath">The path of the file.</param>
/// <param name="shownAs">The file name to use in messages.</param>
/// <param name="format">The format of the lines; lines of a later one are errors, and nothing is appended to them.</param>
/// <param name="time">The clock used while waiting for other writers.</param>
internal sealed class AppendOnlyFile(string fullPath, string shownAs, string format, TimeProvider time)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>True where there is a file.</summary>
    public bool Exists => File.Exists(fullPath);

    /// <summary>
    /// Every line with its number; empty if the file does not exist. A last line that was cut off is left out with a warning.
    /// Waits for another process that is appending.
    /// </summary>
    /// <param name="problems">Collects problems; if it then has errors, the lines are not reliable.</param>
    /// <exception cref="InputException">The file is unreadable, is not UTF-8, or is locked by another process.</exception>
    public IReadOnlyList<ChainedLine> Read(Problems problems) => Read(WriterLock.Read(fullPath, shownAs, time), problems);

    /// <summary>The same of the file's bytes, read by <see cref="WriterLock.Read"/>.</summary>
    public IReadOnlyList<ChainedLine> Read(byte[] bytes, Problems problems)
    {
        var (whole, torn) = Split(bytes);
        if (torn.Length > 0)
            problems.Warn(shownAs, null, "The last line was cut off while it was written, and is left out. The next one moves it aside.");
        return Parse(whole, problems);
    }

    /// <summary>Checks that lines can be appended now. Creates the file if it does not exist.</summary>
    /// <exception cref="InputException">The file is not writable, or it is corrupt.</exception>
    public async Task CheckWritableAsync(CancellationToken cancellationToken)
    {
        using var file = await WriterLock.AcquireAsync(fullPath, shownAs, time, cancellationToken);
        var problems = new Problems();
        Parse(Split(SharedFile.ReadAllBytes(file, shownAs)).Whole, problems);
        problems.ThrowIfErrors();
    }

    /// <summary>Appends lines, all or none, while holding the lock.</summary>
    /// <param name="createLines">Creates the new lines from the existing ones.</param>
    /// <param name="cancellationToken">Cancels waiting for other writers.</param>
    /// <param name="onAppended">Runs after the lines are written, while the file is still locked.</param>
    /// <exception cref="InputException">The file is corrupt, locked by another process, or not writable. It is unchanged.</exception>
    public async Task AppendAsync(
        Func<IReadOnlyList<ChainedLine>, IReadOnlyList<JsonObject>> createLines,
        CancellationToken cancellationToken,
        Action? onAppended = null
    )
    {
        using var file = await WriterLock.AcquireAsync(fullPath, shownAs, time, cancellationToken);
        var (whole, torn) = Split(SharedFile.ReadAllBytes(file, shownAs));
        var problems = new Problems();
        var lines = Parse(whole, problems);
        problems.ThrowIfErrors();
        var (text, last) = (new StringBuilder(), lines.Count == 0 ? null : lines[^1].Hash);
        var lineEnd = whole.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n"; // as a checkout on Windows has them
        foreach (var line in createLines(lines))
        {
            line[ChainedLine.PreviousKey] = last;
            var written = line.ToJsonString(FileJson.Line);
            last = HashOf(written);
            text.Append(written).Append(lineEnd);
        }

        if (torn.Length > 0)
            SharedFile.Append(fullPath + ".torn", shownAs + ".torn", [.. torn, (byte)'\n']);
        Write(file, file.Length - torn.Length, (whole.Length == 0 || whole.EndsWith('\n') ? "" : lineEnd) + text);
        onAppended?.Invoke();
    }

    private void Write(FileStream file, long keptLength, string text)
    {
        try
        {
            if (file.Length != keptLength)
                DurableSteps.Announce("shorten", fullPath);
            file.SetLength(keptLength);
            file.Seek(0, SeekOrigin.End);
            DurableSteps.Append(file, Encoding.UTF8.GetBytes(text), fullPath);
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            file.SetLength(keptLength);
            throw new InputException(shownAs, null, SharedFile.UnwritableMessage(e));
        }
    }

    // A last line without its line feed counts if it is a JSON object. A torn one can end in the middle of a UTF-8 character.
    private (string Whole, byte[] Torn) Split(byte[] bytes)
    {
        var tail = bytes[(Array.LastIndexOf(bytes, (byte)'\n') + 1)..];
        var torn = StrictJson.TryParse(WithoutBom(Encoding.UTF8.GetString(tail)), out var json) && json is JsonObject ? [] : tail;
        try
        {
            return (WithoutBom(StrictUtf8.GetString(bytes, 0, bytes.Length - torn.Length)), torn);
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

    // Some editors write a byte order mark before the first line.
    private static string WithoutBom(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private IReadOnlyList<ChainedLine> Parse(string text, Problems problems)
    {
        var texts = text.Split('\n');
        var lines = JsonLines
            .Read(new StringReader(text), shownAs, problems)
            .Select(line => new ChainedLine(line.Line, line.Value, HashOf(LineAt(texts, line.Line))))
            .ToList();
        var hashesAbove = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (SchemaOf(line.Value) is { } schema && FileFormat.ObjectionTo(schema, format) is { } objection)
                problems.Add(shownAs, line.Line, objection);
            CheckPrevious(line, lines[0].Line, hashesAbove, problems);
            hashesAbove.Add(line.Hash);
        }

        return lines;
    }

    private void CheckPrevious(ChainedLine line, int first, HashSet<string> hashesAbove, Problems problems)
    {
        if (line.Value[ChainedLine.PreviousKey] is not null)
        {
            if (line.Previous is not { } previous || !hashesAbove.Contains(previous))
                problems.Add(
                    shownAs,
                    line.Line,
                    "No line above has the hash that this one names as “previous”: one was edited or taken out. Restore the file from version control; lines are only ever appended."
                );
        }
        else if (line.Line > first)
            problems.Warn(
                shownAs,
                line.Line,
                $"The chain of lines starts again here, as it does when two branches each began the file and were merged. All lines count. If there was no such merge, the line was added by hand: see git log -p {shownAs}"
            );
    }

    private static string? SchemaOf(JsonObject line) =>
        line["schema"] is JsonValue cell && cell.TryGetValue(out string? schema) ? schema : null;

    private static string LineAt(string[] texts, int number) => texts[number - 1].TrimEnd('\r');

    private static string HashOf(string line) => ContentHash.Short(ContentHash.OfText(line));
}
