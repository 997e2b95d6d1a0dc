using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace PromptLab.Files;

/// <summary>A parsed CSV file (RFC 4180) with a header. Rows that do not match the header are reported and skipped.</summary>
/// <param name="Header">The column names.</param>
/// <param name="Rows">The rows, parsed lazily: problems are reported during enumeration, which is possible only once.</param>
internal sealed record CsvTable(IReadOnlyList<string> Header, IEnumerable<CsvRow> Rows)
{
    /// <summary>Parses a text with line feeds as line ends; null, with a problem reported, if the text is empty.</summary>
    public static CsvTable? Read(TextReader text, string shownAs, Problems problems)
    {
        var reader = new Reader(text);
        if (!Advance(reader, shownAs, problems))
        {
            if (problems.HasErrors)
                return null;
            problems.Add(shownAs, null, "The file is empty. Its first line names the columns, such as id,message,expected.");
            return null;
        }

        if (IsInConflict(reader, shownAs, problems))
            return null;
        var header = reader.Parser.Record!;
        foreach (
            var duplicate in header
                .Where(name => name.Length > 0)
                .CountBy(name => name, StringComparer.Ordinal)
                .Where(pair => pair.Value > 1)
        )
            problems.Add(
                shownAs,
                1,
                FormattableString.Invariant($"The column “{duplicate.Key}” is there {duplicate.Value} times. Keep one.")
            );
        if (header.Any(string.IsNullOrWhiteSpace))
            problems.Add(shownAs, 1, "A column has no name. Is there a comma too many?");
        return new CsvTable(header, ReadRows(reader, header.Length, shownAs, problems));
    }

    private static IEnumerable<CsvRow> ReadRows(Reader reader, int columns, string shownAs, Problems problems)
    {
        for (reader.HasStrayQuote = false; Advance(reader, shownAs, problems); reader.HasStrayQuote = false)
        {
            if (IsInConflict(reader, shownAs, problems))
                yield break;
            var cells = reader.Parser.Record!; // only taking the cells apart finds stray quotes
            if (ReadRow(reader.Parser, cells, columns, reader.HasStrayQuote, shownAs, problems) is { } row)
                yield return row;
        }
    }

    private static bool IsInConflict(Reader reader, string shownAs, Problems problems)
    {
        if (!MergeConflict.IsBoundary(reader.Parser.RawRecord.TrimEnd('\n')))
            return false;
        problems.Add(shownAs, reader.Parser.RawRow, MergeConflict.MessageFor(shownAs));
        return true;
    }

    // False at the end, and at a cell that is too long.
    private static bool Advance(Reader reader, string shownAs, Problems problems)
    {
        var lastLine = reader.Parser.RawRow;
        try
        {
            return reader.Parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            problems.Add(
                shownAs,
                lastLine + 1,
                $"A cell has more than {FileLimits.Line / (1024 * 1024)} million characters. Is a quote opened there and never closed?"
            );
            return false;
        }
    }

    private sealed class Reader
    {
        public Reader(TextReader text) =>
            Parser = new CsvParser(
                text,
                new CsvConfiguration(CultureInfo.InvariantCulture)
                {
                    NewLine = "\n",
                    BadDataFound = _ => HasStrayQuote = true,
                    MaxFieldSize = FileLimits.Line,
                }
            );

        public CsvParser Parser { get; }

        public bool HasStrayQuote { get; set; }
    }

    private static CsvRow? ReadRow(CsvParser parser, string[] cells, int columns, bool hasStrayQuote, string shownAs, Problems problems)
    {
        var line = parser.RawRow - cells.Sum(cell => cell.Count(c => c == '\n'));
        if (parser.RawRecord.Count(c => c == '"') % 2 != 0)
            problems.Add(
                shownAs,
                line,
                "A quote is opened here and never closed. Close it; a quote inside a quoted cell is doubled: \"\"."
            );
        else if (hasStrayQuote)
            problems.Add(
                shownAs,
                line,
                "A quote stands where none can: inside a cell that does not begin with one, or before the end of one that does. Quote the whole cell and double the quotes in it."
            );
        else if (cells.Length != columns)
            problems.Add(
                shownAs,
                line,
                FormattableString.Invariant(
                    $"The row has {cells.Length} cells, the header has {columns}. Quote a cell that holds a comma: \"a, b\"."
                )
            );
        else
            return new CsvRow(line, cells);
        return null;
    }
}

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">The line where it starts, from 1.</param>
/// <param name="Cells">Its cells, as many as there are columns.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
