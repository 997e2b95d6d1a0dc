using System.Text;

namespace PromptLab.Files;

/// <summary>Reads and writes the project's text files: UTF-8 without BOM, lines ended by a line feed.</summary>
internal static class TextFile
{
    internal static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file; drops the BOM and turns CRLF into LF. A lone CR stays as it is.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="maxBytes">The size from which on the file is refused unread.</param>
    /// <exception cref="InputException">The file is missing, unreadable, too large or not UTF-8.</exception>
    public static string Read(string path, string shownAs, int maxBytes = FileLimits.Text) => Normalise(ReadAsIs(path, shownAs, maxBytes));

    /// <summary>Reads a whole file including its BOM and line ends, so that writing the text back gives the same bytes.</summary>
    /// <inheritdoc cref="Read"/>
    public static string ReadAsIs(string path, string shownAs, int maxBytes = FileLimits.Text)
    {
        try
        {
            using var stream = OpenFile(path);
            return StrictUtf8.GetString(
                FileLimits.ReadUpTo(stream, maxBytes) ?? throw new InputException(shownAs, null, FileLimits.FileMessage(maxBytes))
            );
        }
        catch (Exception e) when (ProblemOf(e) is { } problem)
        {
            throw new InputException(shownAs, null, problem);
        }
    }

    /// <summary>Opens a file to be read piece by piece, as <see cref="Read"/> reads it whole.</summary>
    /// <inheritdoc cref="Read"/>
    public static TextReader Open(string path, string shownAs, int maxBytes) => Open(path, shownAs, maxBytes, isData: false);

    /// <summary>Opens a file of items or responses, which other programs write: see <see cref="DataText"/>.</summary>
    /// <inheritdoc cref="Read"/>
    public static TextReader OpenData(string path, string shownAs) => Open(path, shownAs, FileLimits.Data, isData: true);

    private static NormalisedReader Open(string path, string shownAs, int maxBytes, bool isData)
    {
        FileStream? file = null;
        try
        {
            file = OpenFile(path);
            return new NormalisedReader(file, shownAs, maxBytes, isData);
        }
        catch (InputException)
        {
            file?.Dispose();
            throw;
        }
        catch (Exception e) when (ProblemOf(e) is { } problem)
        {
            throw new InputException(shownAs, null, problem);
        }
    }

    /// <summary>Why a file can't be read, as a sentence; null for an exception that says nothing of it.</summary>
    internal static string? ProblemOf(Exception exception) =>
        exception switch
        {
            DecoderFallbackException => "The file is not valid UTF-8. Save it as UTF-8.",
            FileNotFoundException or DirectoryNotFoundException => "There is no such file.",
            IOException or UnauthorizedAccessException => $"The file can't be read: {exception.Message}",
            _ => null,
        };

    /// <summary>Reads a whole file; null, with a problem reported, if it is missing, unreadable, too large or not UTF-8.</summary>
    public static string? TryRead(string path, string shownAs, Problems problems, int maxBytes = FileLimits.Text)
    {
        try
        {
            return Read(path, shownAs, maxBytes);
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    internal static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>Drops a BOM and turns CRLF into LF.</summary>
    public static string Normalise(string text) =>
        (text.StartsWith('\uFEFF') ? text[1..] : text).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Writes a whole file atomically: to a temporary file beside it, flushed to disk, then moved over the old one.</summary>
    public static void WriteAtomically(string path, string text) =>
        WriteAtomically(path, stream => stream.Write(StrictUtf8.GetBytes(text)));

    /// <summary>A text whose lines end as those of the file that it is to replace: a checkout on Windows may have CRLF.</summary>
    /// <param name="path">The file, which need not exist.</param>
    /// <param name="text">The new text, whose lines end with a line feed.</param>
    public static string WithLineEndsOf(string path, string text) =>
        HasCarriageReturns(path) ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;

    // The first line tells.
    private static bool HasCarriageReturns(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = new StreamReader(OpenFile(path));
        var last = 0;
        for (int next; (next = file.Read()) >= 0 && next != '\n'; last = next) { }
        return last == '\r';
    }

    /// <summary>Writes a whole file atomically from a callback that writes to the stream.</summary>
    public static void WriteAtomically(string path, Action<Stream> write)
    {
        WritePending(path, write);
        MovePending(path);
    }

    /// <summary>The file beside another one in which its new text waits.</summary>
    public static string PendingPathOf(string path) => path + ".tmp";

    /// <summary>Writes a new text of a file beside it, flushed to disk; <see cref="MovePending"/> puts it in its place.</summary>
    public static void WritePending(string path, string text) => WritePending(path, stream => stream.Write(StrictUtf8.GetBytes(text)));

    /// <summary>Puts what <see cref="WritePending(string, string)"/> wrote in its place.</summary>
    public static void MovePending(string path) => DurableSteps.Move(PendingPathOf(path), path);

    private static void WritePending(string path, Action<Stream> write)
    {
        DurableSteps.Announce("write the pending", path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = new FileStream(PendingPathOf(path), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        write(stream);
        stream.Flush(flushToDisk: true);
    }
}
