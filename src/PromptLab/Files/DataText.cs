using System.Text;
using System.Text.Unicode;

namespace PromptLab.Files;

/// <summary>
/// The text of items and responses, which spreadsheets and other programs write: UTF-8, or UTF-16 where a byte order mark tells it;
/// lines ended by LF, CRLF, or CR alone.
/// </summary>
internal static class DataText
{
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    // The bytes that mean nothing in Windows-1252.
    private static readonly byte[] Undefined = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

    /// <summary>The encoding of a file that is about to be read; UTF-8 where nothing tells.</summary>
    /// <exception cref="InputException">It is one that is not read.</exception>
    public static Encoding EncodingOf(Stream file, string shownAs)
    {
        if (!file.CanSeek)
            return TextFile.StrictUtf8;
        var start = new byte[4];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return EncodingOf(start.AsSpan(0, read), shownAs);
    }

    /// <summary>A whole file with its BOM and line ends, and the encoding in which to write it again.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, too large or in another encoding.</exception>
    public static (string Text, Encoding Encoding) ReadAsIs(string path, string shownAs)
    {
        try
        {
            using var file = TextFile.OpenFile(path);
            var bytes = FileLimits.ReadUpTo(file, FileLimits.Data)
                ?? throw new InputException(shownAs, null, FileLimits.FileMessage(FileLimits.Data));
            var encoding = EncodingOf(bytes, shownAs);
            return (encoding.GetString(bytes), encoding);
        }
        catch (Exception e) when (TextFile.ProblemOf(e) is { } problem)
        {
            throw new InputException(shownAs, null, problem);
        }
    }

    /// <summary>The text without a BOM, its lines ended by a line feed.</summary>
    public static string Normalise(string text) =>
        EndsWithReturns(text, () => -1) ? TextFile.Normalise(text).Replace('\r', '\n') : TextFile.Normalise(text);

    /// <summary>True where the first line ends with a CR alone, as programs for the old Macintosh write it.</summary>
    /// <param name="text">The text, or its beginning.</param>
    /// <param name="next">Tells the character after it, if there is one.</param>
    public static bool EndsWithReturns(ReadOnlySpan<char> text, Func<int> next)
    {
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && text[at] == '\n')
                return false;
            else if (!isQuoted && text[at] == '\r')
                return (at + 1 < text.Length ? text[at + 1] : next()) is not '\n';
        }

        return false;
    }

    /// <summary>Says of a file that can't be decoded what it seems to be, and how to save it.</summary>
    public static InputException NotUtf8(Stream file, string shownAs)
    {
        file.Position = 0;
        var bytes = FileLimits.ReadUpTo(file, FileLimits.Data) ?? [];
        if (!EncodingOf(bytes, shownAs).Equals(TextFile.StrictUtf8))
            return new InputException(shownAs, null, "The file begins like UTF-16 but isn't: it is damaged. Save it as UTF-8.");
        var (line, start) = (1, 0);
        for (int end; (end = bytes.AsSpan(start).IndexOf((byte)'\n')) >= 0 && Utf8.IsValid(bytes.AsSpan(start, end)); start += end + 1)
            line++;
        return new InputException(
            shownAs,
            line,
            bytes.AsSpan().IndexOfAny(Undefined) >= 0
                ? "The file is not valid UTF-8. Save it as UTF-8."
                : $"The file is not UTF-8 but, it seems, Windows-1252, which Excel writes as “CSV”. Save it as UTF-8{WayInExcel(shownAs)}."
        );
    }

    private static string WayInExcel(string shownAs) =>
        shownAs.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? ": in Excel, choose the type “CSV UTF-8”" : "";

    // Text has no NUL, and the first letters of UTF-16 and UTF-32 do.
    private static Encoding EncodingOf(ReadOnlySpan<byte> start, string shownAs) =>
        start switch
        {
            [0xFF, 0xFE, 0, 0, ..] => throw new InputException(shownAs, null, "The file is UTF-32. Save it as UTF-8."),
            [0xFF, 0xFE, ..] => LittleEndian,
            [0xFE, 0xFF, ..] => BigEndian,
            [0, _, ..] or [_, 0, ..] => throw new InputException(
                shownAs,
                null,
                "The file seems to be UTF-16 or UTF-32 without a byte order mark. Save it as UTF-8."
            ),
            _ => TextFile.StrictUtf8,
        };
}
