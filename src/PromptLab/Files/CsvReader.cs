using System.Text;

namespace PromptLab.Files;

/// <summary>
/// Takes a CSV text apart (RFC 4180) record by record, and says of a record that can't be read why. Lines end with a line feed; empty
/// ones are skipped. Not thread-safe.
/// </summary>
internal sealed class CsvReader(TextReader text)
{
    private const char Quote = '"';
    private const int BufferSize = 1 << 16;
    private const int End = -1;

    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _cell = new();
    private int _at;
    private int _end;
    private int _line = 1;
    private int _length;

    /// <summary>What separates two cells.</summary>
    public char Separator { get; set; } = ',';

    /// <summary>The beginning of the text: all of it, or the first 65,536 characters. To be called before anything is read.</summary>
    public ReadOnlySpan<char> Start
    {
        get
        {
            for (int read; _end < BufferSize && (read = text.Read(_buffer, _end, BufferSize - _end)) > 0; )
                _end += read;
            return _buffer.AsSpan(0, _end);
        }
    }

    /// <summary>The next record; null at the end.</summary>
    public CsvRecord? Read()
    {
        while (Peek() == '\n')
            Take();
        if (Peek() == End)
            return null;
        var (line, isQuoted, cells) = (_line, Peek() == Quote, new List<string>());
        CsvFault? fault = null;
        for (_length = 0; ; Take())
        {
            fault = (Peek() == Quote ? ReadQuoted() : ReadPlain()) ?? fault;
            cells.Add(_cell.ToString());
            _cell.Clear();
            if (fault?.Kind == CsvFaultKind.TooLong || Peek() != Separator)
                break;
        }

        Take(); // the line end
        return new CsvRecord(line, cells, isQuoted, fault);
    }

    private CsvFault? ReadPlain()
    {
        CsvFault? fault = null;
        while (Peek() is not (End or '\n') and var next && next != Separator)
        {
            if (next == Quote)
                fault ??= new CsvFault(CsvFaultKind.QuoteInsidePlainCell, _line);
            if (!Append(Take()))
                return new CsvFault(CsvFaultKind.TooLong, _line);
        }

        return fault;
    }

    private CsvFault? ReadQuoted()
    {
        var opened = _line;
        Take();
        while (true)
        {
            var next = Peek();
            if (next == End)
                return new CsvFault(CsvFaultKind.NeverClosed, opened);
            Take();
            if (next == Quote && Peek() != Quote)
                break;
            if (next == Quote)
                Take();
            if (!Append(next))
                return new CsvFault(CsvFaultKind.TooLong, opened);
        }

        if (Peek() is End or '\n' || Peek() == Separator)
            return null;
        ReadPlain(); // the rest of what was meant to be the cell
        return new CsvFault(CsvFaultKind.TextAfterQuotedCell, opened);
    }

    private bool Append(int character)
    {
        _cell.Append((char)character);
        return ++_length <= FileLimits.Line;
    }

    private int Peek()
    {
        if (_at < _end)
            return _buffer[_at];
        (_at, _end) = (0, text.Read(_buffer, 0, BufferSize));
        return _end > 0 ? _buffer[0] : End;
    }

    private int Take()
    {
        var taken = Peek();
        if (taken == End)
            return End;
        _at++;
        if (taken == '\n')
            _line++;
        return taken;
    }
}

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The line where it starts, from 1.</param>
/// <param name="Cells">Its cells, without their quotes.</param>
/// <param name="IsQuoted">True where the first cell stands in quotes.</param>
/// <param name="Fault">Why the record can't be read; null where it can.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Cells, bool IsQuoted, CsvFault? Fault)
{
    /// <summary>True where no cell holds anything but white space.</summary>
    public bool IsBlank => Fault is null && Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>Why a record can't be read.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The line of it, from 1.</param>
internal sealed record CsvFault(CsvFaultKind Kind, int Line);

/// <summary>What can be wrong with a record.</summary>
internal enum CsvFaultKind
{
    QuoteInsidePlainCell,
    TextAfterQuotedCell,
    NeverClosed,
    TooLong,
}
