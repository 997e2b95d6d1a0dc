namespace PromptLab.Splitting;

/// <summary>Finds the positions of the cells in a CSV text (RFC 4180), which a CSV parser does not report.</summary>
internal static class CsvSpans
{
    private const char Quote = '"';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// The cells of each row, including quotes but not line ends; empty lines are skipped. A row ends with LF or CRLF; a lone CR
    /// is text.
    /// </summary>
    public static IEnumerable<List<CsvSpan>> ReadRows(string text)
    {
        var row = new List<CsvSpan>();
        for (var at = text.StartsWith(ByteOrderMark) ? 1 : 0; at < text.Length || row.Count > 0; )
        {
            var cell = new CsvSpan(at, FindCellEnd(text, at));
            row.Add(cell);
            at = cell.End;
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (row.Count > 1 || cell.End > cell.Start)
                yield return row;
            row = [];
            at += at < text.Length && text[at] == '\r' ? 2 : 1;
        }
    }

    /// <summary>The value of a cell, without quotes.</summary>
    public static string ValueOf(string text, CsvSpan cell) =>
        cell.Start < cell.End && text[cell.Start] == Quote
            ? text[(cell.Start + 1)..(cell.End - 1)].Replace("\"\"", "\"", StringComparison.Ordinal)
            : text[cell.Start..cell.End];

    private static int FindCellEnd(string text, int start)
    {
        var quoted = false;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == Quote)
                quoted = !quoted;
            else if (!quoted && (text[at] is ',' or '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')))
                return at;
        }

        return text.Length;
    }
}

/// <summary>The position of a cell.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal readonly record struct CsvSpan(int Start, int End);
