namespace PromptLab.Splitting;

/// <summary>Where the cells of a CSV text (RFC 4180) stand. A parser gives the text of a row, but not the places of its cells.</summary>
internal static class CsvSpans
{
    private const char Quote = '"';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// The cells of each row, quotes included and line ends not; empty lines are left out. A row ends with LF or CRLF;
    /// a CR that stands alone is text.
    /// </summary>
    public static IEnumerable<List<CsvSpan>> RowsOf(string text)
    {
        var row = new List<CsvSpan>();
        for (var at = text.StartsWith(ByteOrderMark) ? 1 : 0; at < text.Length || row.Count > 0; )
        {
            var cell = new CsvSpan(at, EndOf(text, at));
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

    /// <summary>What a cell says.</summary>
    public static string ValueOf(string text, CsvSpan cell) =>
        cell.Start < cell.End && text[cell.Start] == Quote
            ? text[(cell.Start + 1)..(cell.End - 1)].Replace("\"\"", "\"", StringComparison.Ordinal)
            : text[cell.Start..cell.End];

    private static int EndOf(string text, int start)
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

/// <summary>The place of a cell.</summary>
/// <param name="Start">Its first character, from 0.</param>
/// <param name="End">The character after its last one.</param>
internal readonly record struct CsvSpan(int Start, int End);
