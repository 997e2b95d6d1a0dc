using System.Text;

namespace PromptLab.Files;

/// <summary>
/// Reads a text file piece by piece as <see cref="TextFile.Read"/> reads it whole: UTF-8, without a BOM, CRLF turned into LF. Not
/// thread-safe.
/// </summary>
internal sealed class NormalisedReader : TextReader
{
    private const int BufferSize = 1 << 16;

    private readonly Stream _file;
    private readonly StreamReader _text;
    private readonly string _shownAs;
    private readonly long _maxBytes;
    private readonly bool _isData;
    private long _read;
    private bool? _endsWithReturns;

    /// <summary>Reads an open file, which is closed with the reader.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="maxBytes">The size from which on the file is refused, also where its length is not known before.</param>
    /// <param name="isData">
    /// True for items and responses, which other programs write: UTF-16 is read too where a BOM tells it, and so are lines that end
    /// with a lone CR.
    /// </param>
    /// <exception cref="InputException">The file is too large.</exception>
    public NormalisedReader(Stream file, string shownAs, long maxBytes, bool isData = false)
    {
        (_file, _shownAs, _maxBytes, _isData) = (file, shownAs, maxBytes, isData);
        if (file.CanSeek && file.Length > maxBytes)
            throw TooLarge();
        var encoding = isData ? DataText.EncodingOf(file, shownAs) : TextFile.StrictUtf8;
        _text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, BufferSize);
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
            var kept = EndsWithReturns(buffer[..read]) ? ReplaceReturns(buffer[..read]) : WithoutReturns(buffer[..read]);
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
        catch (DecoderFallbackException) when (_isData && _file.CanSeek)
        {
            throw DataText.NotUtf8(_file, _shownAs);
        }
        catch (Exception e) when (TextFile.ProblemOf(e) is { } problem)
        {
            throw new InputException(_shownAs, null, problem);
        }
    }

    // The first line tells, as far as it was read at once.
    private bool EndsWithReturns(ReadOnlySpan<char> text) =>
        _endsWithReturns ??= _isData && DataText.EndsWithReturns(text, () => Guard(_text.Peek));

    private static int ReplaceReturns(Span<char> text)
    {
        text.Replace('\r', '\n');
        return text.Length;
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
        catch (DecoderFallbackException) when (_isData && _file.CanSeek)
        {
            throw DataText.NotUtf8(_file, _shownAs);
        }
        catch (Exception e) when (TextFile.ProblemOf(e) is { } problem)
        {
            throw new InputException(_shownAs, null, problem);
        }
    }

    private InputException TooLarge() => new(_shownAs, null, FileLimits.FileMessage(_maxBytes));
}
