using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Finds the positions of the cells in a CSV text (RFC 4180), which a CSV parser does not report.</summary>
internal static class CsvSpans
{
    private const char Quote = '"';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// The cells of each row, including quotes but not line ends; empty lines are skipped, and a line that names the separator. A row
    /// ends with LF or CRLF; a lone CR is text, unless the first line ends with one.
    /// </summary>
    public static IEnumerable<List<CsvSpan>> ReadRows(string text, CsvDialect dialect)
    {
        var form = new Form(dialect.Separator, DataText.EndsWithReturns(text, () => -1));
        return dialect.HasSeparatorLine ? ReadRows(text, form).Skip(1) : ReadRows(text, form);
    }

    private static IEnumerable<List<CsvSpan>> ReadRows(string text, Form form)
    {
        var row = new List<CsvSpan>();
        for (var at = text.StartsWith(ByteOrderMark) ? 1 : 0; at < text.Length || row.Count > 0; )
        {
            var cell = new CsvSpan(at, FindCellEnd(text, at, form));
            row.Add(cell);
            at = cell.End;
            if (at < text.Length && text[at] == form.Separator)
            {
                at++;
                continue;
            }

            if (row.Count > 1 || cell.End > cell.Start)
                yield return row;
            row = [];
            at += at < text.Length && text[at] == '\r' && !form.EndsWithReturns ? 2 : 1;
        }
    }

    /// <summary>The value of a cell, without quotes.</summary>
    public static string ValueOf(string text, CsvSpan cell) =>
        cell.Start < cell.End && text[cell.Start] == Quote
            ? text[(cell.Start + 1)..(cell.End - 1)].Replace("\"\"", "\"", StringComparison.Ordinal)
            : text[cell.Start..cell.End];

    private static int FindCellEnd(string text, int start, Form form)
    {
        var quoted = false;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == Quote)
                quoted = !quoted;
            else if (!quoted && (text[at] == '\n' || text[at] == form.Separator || IsReturn(at)))
                return at;
        }

        return text.Length;

        bool IsReturn(int at) => text[at] == '\r' && (form.EndsWithReturns || (at + 1 < text.Length && text[at + 1] == '\n'));
    }

    private readonly record struct Form(char Separator, bool EndsWithReturns);
}

/// <summary>The position of a cell.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal readonly record struct CsvSpan(int Start, int End);
