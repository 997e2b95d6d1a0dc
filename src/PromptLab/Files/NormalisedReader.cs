namespace PromptLab.Files;

/// <summary>
/// Reads a text file piece by piece as <see cref="TextFile.Read"/> reads it whole: UTF-8, without a BOM, CRLF turned into LF. Not
/// thread-safe.
/// </summary>
internal sealed class NormalisedReader : TextReader
{
    private const int BufferSize = 1 << 16;

    private readonly StreamReader _text;
    private readonly string _shownAs;
    private readonly long _maxBytes;
    private long _read;

    /// <summary>Reads an open file, which is closed with the reader.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="maxBytes">The size from which on the file is refused, also where its length is not known before.</param>
    /// <exception cref="InputException">The file is too large.</exception>
    public NormalisedReader(Stream file, string shownAs, long maxBytes)
    {
        (_shownAs, _maxBytes) = (shownAs, maxBytes);
        _text = new StreamReader(file, TextFile.StrictUtf8, detectEncodingFromByteOrderMarks: false, BufferSize);
        if (file.CanSeek && file.Length > maxBytes)
            throw TooLarge();
        if (Guard(_text.Peek) == '\uFEFF')
            _ = _text.Read();
    }

    public override int Peek() => throw new NotSupportedException();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <exception cref="InputException">The file is too large, is not UTF-8, or can't be read any more.</exception>
    public override int Read(Span<char> buffer)
    {
        while (true)
        {
            var read = ReadText(buffer);
            var kept = WithoutReturns(buffer[..read]);
            if (kept > 0 || read == 0)
                return kept;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _text.Dispose();
        base.Dispose(disposing);
    }

    private int ReadText(Span<char> buffer)
    {
        try
        {
            var read = _text.Read(buffer);
            _read += read;
            return _read <= _maxBytes ? read : throw TooLarge();
        }
        catch (Exception e) when (TextFile.ProblemOf(e) is { } problem)
        {
            throw new InputException(_shownAs, null, problem);
        }
    }

    // Drops each CR before a LF, and returns how many characters are left.
    private int WithoutReturns(Span<char> text)
    {
        if (!text.Contains('\r'))
            return text.Length;
        var kept = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isBeforeLineFeed = text[i] == '\r' && (i + 1 < text.Length ? text[i + 1] : Guard(_text.Peek)) == '\n';
            if (!isBeforeLineFeed)
                text[kept++] = text[i];
        }

        return kept;
    }

    private int Guard(Func<int> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (TextFile.ProblemOf(e) is { } problem)
        {
            throw new InputException(_shownAs, null, problem);
        }
    }

    private InputException TooLarge() => new(_shownAs, null, FileLimits.FileMessage(_maxBytes));
}
