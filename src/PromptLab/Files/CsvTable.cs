using System.Globalization;

namespace PromptLab.Files;

/// <summary>A parsed CSV file (RFC 4180) with a header. Rows that do not match the header are reported and skipped.</summary>
/// <param name="Header">The column names.</param>
/// <param name="Rows">The rows, parsed lazily: problems are reported during enumeration, which is possible only once.</param>
internal sealed record CsvTable(IReadOnlyList<string> Header, IEnumerable<CsvRow> Rows)
{
    /// <summary>Parses a text of ours; null, with a problem reported, if it is empty.</summary>
    /// <param name="text">The text, whose lines end with a line feed and whose cells are separated by commas.</param>
    /// <param name="shownAs">The file as the user would name it.</param>
    /// <param name="problems">Collects the problems.</param>
    public static CsvTable? Read(TextReader text, string shownAs, Problems problems) =>
        new Reading(new CsvReader(text), CsvDialect.Ours, shownAs, problems).ReadOurs();

    /// <summary>
    /// Parses a text as spreadsheets write them: separated by commas, semicolons or tabs, with the empty rows and columns that are
    /// left at the end. Null, with a problem reported, if it is empty.
    /// </summary>
    /// <param name="text">The text, whose lines end with a line feed.</param>
    /// <param name="shownAs">The file as the user would name it.</param>
    /// <param name="names">The names of columns that are expected, by which the separator is told.</param>
    /// <param name="problems">Collects the problems.</param>
    public static CsvTable? ReadData(TextReader text, string shownAs, IReadOnlyCollection<string> names, Problems problems)
    {
        var reader = new CsvReader(text);
        var dialect = CsvDialect.Of(reader.Start, names);
        return new Reading(reader, dialect, shownAs, problems).ReadData();
    }

    private sealed class Reading
    {
        private readonly CsvReader _reader;
        private readonly CsvDialect _dialect;
        private readonly string _shownAs;
        private readonly Problems _problems;

        public Reading(CsvReader reader, CsvDialect dialect, string shownAs, Problems problems)
        {
            (_reader, _dialect, _shownAs, _problems) = (reader, dialect, shownAs, problems);
            reader.Separator = dialect.Separator;
        }

        public CsvTable? ReadOurs()
        {
            if (ReadHeader() is not { } header)
                return null;
            if (header.Cells.Any(string.IsNullOrWhiteSpace))
                _problems.Add(_shownAs, header.Line, "A column has no name. Is there a comma too many?");
            return new CsvTable(header.Cells, Records().Select(record => ToRow(record, header.Cells.Count)).OfType<CsvRow>());
        }

        public CsvTable? ReadData()
        {
            if (_dialect.HasSeparatorLine)
                _reader.Read();
            if (ReadHeader() is not { } header)
                return null;
            var named = Enumerable.Range(0, header.Cells.Count).Where(at => !string.IsNullOrWhiteSpace(header.Cells[at])).ToList();
            return new CsvTable(
                [.. named.Select(at => header.Cells[at])],
                Records().Where(record => !record.IsBlank).Select(record => ToRow(record, header.Cells, named)).OfType<CsvRow>()
            );
        }

        private CsvRecord? ReadHeader()
        {
            var header = _reader.Read();
            while (header is { IsBlank: true })
                header = _reader.Read();
            if (header is null)
            {
                _problems.Add(_shownAs, null, "The file is empty. Its first line names the columns, such as id,message,expected.");
                return null;
            }

            if (!IsReadable(header) || IsInConflict(header))
                return null;
            foreach (
                var (name, count) in header
                    .Cells.Where(name => name.Length > 0)
                    .CountBy(name => name, StringComparer.Ordinal)
                    .Where(pair => pair.Value > 1)
            )
                _problems.Add(_shownAs, header.Line, Invariant($"The column “{name}” is there {count} times. Keep one."));
            return header;
        }

        // What can be read is read on; an endless cell ends the reading.
        private IEnumerable<CsvRecord> Records()
        {
            while (_reader.Read() is { } record)
            {
                if (IsInConflict(record))
                    yield break;
                if (IsReadable(record))
                    yield return record;
                else if (record.Fault?.Kind == CsvFaultKind.TooLong)
                    yield break;
            }
        }

        private bool IsInConflict(CsvRecord record)
        {
            if (record.IsQuoted || !MergeConflict.IsBoundary(record.Cells[0]))
                return false;
            _problems.Add(_shownAs, record.Line, MergeConflict.MessageFor(_shownAs));
            return true;
        }

        private bool IsReadable(CsvRecord record)
        {
            if (record.Fault is not { } fault)
                return true;
            _problems.Add(_shownAs, fault.Line, MessageOf(fault.Kind));
            return false;
        }

        private CsvRow? ToRow(CsvRecord record, int columns) =>
            record.Cells.Count == columns ? new CsvRow(record.Line, record.Cells) : Refuse(record, record.Cells.Count, columns);

        // Keeps the cells of the columns that have a name. Of the others a spreadsheet leaves empty cells, as many as it likes.
        private CsvRow? ToRow(CsvRecord record, IReadOnlyList<string> header, IReadOnlyList<int> named)
        {
            var cells = record.Cells;
            var filled = cells.Count;
            while (filled > 0 && string.IsNullOrWhiteSpace(cells[filled - 1]))
                filled--;
            if (cells.Count <= named[^1] || filled > header.Count)
                return Refuse(record, Math.Max(filled, Math.Min(cells.Count, header.Count)), header.Count);
            foreach (var at in Enumerable.Range(0, filled).Where(at => string.IsNullOrWhiteSpace(header[at])))
            {
                if (!string.IsNullOrWhiteSpace(cells[at]))
                    _problems.Add(
                        _shownAs,
                        record.Line,
                        Invariant($"There is a value in column {at + 1}, which has no name in the header. Name the column, or empty it.")
                    );
            }

            return new CsvRow(record.Line, [.. named.Select(at => cells[at])]);
        }

        private CsvRow? Refuse(CsvRecord record, int cells, int columns)
        {
            _problems.Add(
                _shownAs,
                record.Line,
                Invariant(
                    $"The row has {cells} cells, the header has {columns}. Quote a cell that contains a {_dialect.SeparatorName}: \"a{_dialect.Separator} b\"."
                )
            );
            return null;
        }
    }

    private static string MessageOf(CsvFaultKind fault) =>
        fault switch
        {
            CsvFaultKind.QuoteInsidePlainCell =>
                "A quote stands inside a cell that does not begin with one. Quote the whole cell and double the quotes in it: \"a 26\"\" tyre\".",
            CsvFaultKind.TextAfterQuotedCell =>
                "The quote that ends this cell is followed by more text. Double the quotes inside a quoted cell: \"the \"\"Hills\"\" road\".",
            CsvFaultKind.NeverClosed => "A quote is opened here and never closed. Close it; a quote inside a quoted cell is doubled: \"\".",
            _ => $"A cell has more than {FileLimits.Line / (1024 * 1024)} million characters. Is a quote opened there and never closed?",
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">The line where it starts, from 1.</param>
/// <param name="Cells">Its cells, as many as there are columns.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
