using System.Text;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>A scoreboard's bytes taken apart: its columns, its whole rows, and what became of its last one.</summary>
internal sealed class ScoreboardTable
{
    private static readonly string FullHeader = string.Join(',', ScoreboardColumns.Names);

    private readonly SpreadsheetRecord? _header;

    private ScoreboardTable(IReadOnlyList<SpreadsheetRecord> whole)
    {
        _header = whole.Count > 0 ? whole[0] : null;
        Columns = _header?.Cells ?? [];
        Rows = [.. whole.Skip(1)];
        LineEnd = _header?.Raw.EndsWith("\r\n", StringComparison.Ordinal) == true ? "\r\n" : "\n";
    }

    /// <summary>The columns in the file's order; empty for a file that has no header yet.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The whole rows in the file's order.</summary>
    public IReadOnlyList<SpreadsheetRecord> Rows { get; }

    /// <summary>The header and the whole rows.</summary>
    public IEnumerable<SpreadsheetRecord> Records => _header is null ? [] : Rows.Prepend(_header);

    /// <summary>
    /// The line of a last record that was cut off while it was written, or that lacks no more than its line end; null
    /// where there is none.
    /// </summary>
    public int? TailLine { get; private init; }

    /// <summary>How the lines of the file end, by its first one: a checkout on Windows may have CRLF.</summary>
    public string LineEnd { get; }

    /// <summary>The bytes of a last record that was cut off; empty where none was.</summary>
    public byte[] Torn { get; private init; } = [];

    /// <summary>Takes a file's bytes apart. A torn last record is no problem; whatever else is wrong is one.</summary>
    public static ScoreboardTable Parse(byte[] bytes, string shownAs, Problems problems)
    {
        var before = problems.Found.Count;
        var table = Split(bytes, shownAs, problems);
        if (problems.Found.Count == before && table._header is not null)
            new ScoreboardCheck(table, shownAs, problems).Run();
        return table;
    }

    private static ScoreboardTable Split(byte[] bytes, string shownAs, Problems problems)
    {
        if (Decode(bytes, out var isCut) is not { } text)
        {
            problems.Add(shownAs, null, "The file is not valid UTF-8. Save it as UTF-8.");
            return new ScoreboardTable([]);
        }

        var records = SpreadsheetCsv.Records(text).Where(record => !record.IsBlank).ToList();
        if (records.Find(record => MergeConflict.IsBoundary(record.Body)) is { } marker)
        {
            problems.Add(shownAs, marker.Line, MergeConflict.MessageFor(shownAs));
            return new ScoreboardTable([]);
        }

        if (records.Count == 0 || records[^1].IsEnded)
            return new ScoreboardTable(records);

        var last = records[^1];
        var isTorn =
            records.Count == 1 ? IsBeginningOfHeader(last.Body) : isCut || last.IsOpen || last.Cells.Count != records[0].Cells.Count;
        if (!isTorn)
            return new ScoreboardTable(records) { TailLine = last.Line };

        RefuseOpenQuoteBeforeRows(last, records[0].Cells.Count, shownAs, problems);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return new ScoreboardTable(records[..^1])
        {
            TailLine = last.Line,
            Torn = bytes[(start + Encoding.UTF8.GetByteCount(text.AsSpan(0, last.Start)))..],
        };
    }

    // A write may end inside a character. The decoder keeps such a beginning to itself; a replacement character stands for it.
    private static string? Decode(byte[] bytes, out bool isCut)
    {
        isCut = false;
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
            var characters = new char[bytes.Length + 1];
            decoder.Convert(bytes.AsSpan(start), characters, flush: false, out _, out var count, out _);
            var text = new string(characters, 0, count);
            isCut = Encoding.UTF8.GetByteCount(text) < bytes.Length - start;
            return isCut ? text + '\uFFFD' : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsBeginningOfHeader(string text) =>
        text.Length < FullHeader.Length && FullHeader.StartsWith(text, StringComparison.Ordinal);

    // An open quote swallows all that follows. Where whole rows are among that, somebody's slip is likelier than a torn write.
    private static void RefuseOpenQuoteBeforeRows(SpreadsheetRecord last, int width, string shownAs, Problems problems)
    {
        var swallowsRows =
            last.IsOpen
            && last.Body.Split('\n')
                .Skip(1)
                .Select(line => SpreadsheetCsv.Records(line).FirstOrDefault())
                .Any(record => record is { IsOpen: false } && record.Cells.Count == width);
        if (swallowsRows)
            problems.Add(
                shownAs,
                last.Line,
                "A quote is opened here and never closed, and whole rows follow. Close the quote, or double it where it is part of the text."
            );
    }
}
