using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using PromptLab.Texts;

namespace PromptLab.Results;

/// <summary>CSV as every table of ours has it: RFC 4180, commas, lines ended by a line feed, independent of culture.</summary>
internal static class SpreadsheetCsv
{
    private static readonly CsvConfiguration Writing = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private const char ByteOrderMark = '\uFEFF';

    // https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
    private const int LongestCellOfExcel = 32_767;

    /// <summary>Writes one record, quoting what needs it; cells are written as they are, so neutralise text first.</summary>
    public static void WriteRecord(TextWriter writer, IEnumerable<string> cells) => WriteRecords(writer, [cells]);

    /// <summary>Writes a table for people.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="records">The header and the rows; text is neutralised already.</param>
    /// <param name="forExcel">
    /// True for the sake of Excel: it begins with a byte order mark, by which Excel knows UTF-8, and a cell that Excel would break
    /// into several rows is cut, and says so.
    /// </param>
    public static void WriteTable(TextWriter writer, IEnumerable<IEnumerable<string>> records, bool forExcel)
    {
        if (!forExcel)
        {
            WriteRecords(writer, records);
            return;
        }

        writer.Write(ByteOrderMark);
        WriteRecords(writer, records.Select(cells => cells.Select(CutForExcel)));
    }

    /// <summary>Writes records one after the other, the same way.</summary>
    public static void WriteRecords(TextWriter writer, IEnumerable<IEnumerable<string>> records)
    {
        using var csv = new CsvWriter(writer, Writing, leaveOpen: true);
        foreach (var record in records)
        {
            foreach (var cell in record)
                csv.WriteField(cell);
            csv.NextRecord();
        }
    }

    private static string CutForExcel(string cell)
    {
        if (cell.Length <= LongestCellOfExcel)
            return cell;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $" [cut: Excel holds {LongestCellOfExcel:N0} characters, and there are {cell.Length:N0}; items.jsonl has them all]"
        );
        return ShortText.Truncate(cell, LongestCellOfExcel - note.Length - 1) + note;
    }

    /// <summary>The records of a text in order; the blank lines between them are records of one empty cell.</summary>
    public static IEnumerable<SpreadsheetRecord> Records(string text)
    {
        var malformed = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            BadDataFound = _ => malformed = true,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        var (start, line) = (0, 1);
        while (Next())
        {
            var cells = parser.Record ?? [];
            yield return new SpreadsheetRecord(cells, parser.RawRecord, start, line) { IsMalformed = malformed };
            start += parser.RawRecord.Length;
            line += parser.RawRecord.AsSpan().Count('\n');
        }

        bool Next()
        {
            malformed = false;
            return parser.Read();
        }
    }
}

/// <summary>One record of a CSV text.</summary>
/// <param name="Cells">The cells, without their quotes.</param>
/// <param name="Raw">The record as it stands in the text, with its line end where it has one.</param>
/// <param name="Start">Where it begins in the text, in characters.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
internal sealed record SpreadsheetRecord(IReadOnlyList<string> Cells, string Raw, int Start, int Line)
{
    /// <summary>True where a quote stands where none may.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>True where the line holds nothing.</summary>
    public bool IsBlank => Raw.AsSpan().Trim("\r\n").IsEmpty;

    /// <summary>True where a quote that opens a cell is never closed.</summary>
    public bool IsOpen { get; } = EndsInsideQuotes(Raw);

    /// <summary>True where the record has its line end.</summary>
    public bool IsEnded => !IsOpen && Raw.EndsWith('\n');

    /// <summary>The record without its line end.</summary>
    public string Body => Raw.TrimEnd('\r', '\n');

    // The parser does not say: to it, an open cell at the end is malformed like any other. A quote opens a cell only at its start.
    private static bool EndsInsideQuotes(string raw)
    {
        var (isInside, isQuotedCell, isCellStart) = (false, false, true);
        foreach (var character in raw)
        {
            if (character == '"' && (isCellStart || isQuotedCell))
                (isInside, isQuotedCell) = (!isInside, true);
            else if (character is ',' or '\n' && !isInside)
                isQuotedCell = false;
            isCellStart = character is ',' or '\n' && !isInside;
        }

        return isInside;
    }
}
