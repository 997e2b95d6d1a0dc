using System.Text;

namespace PromptLab.Files;

/// <summary>Reads and writes the project's text files: UTF-8 without BOM, lines ended by a line feed.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file; drops the BOM and turns CRLF into LF. A lone CR stays as it is.</summary>
    /// <exception cref="InputException">The file is missing, unreadable or not UTF-8.</exception>
    public static string Read(string path, string shownAs) => Normalise(ReadAsIs(path, shownAs));

    /// <summary>Reads a whole file including its BOM and line ends, so that writing the text back gives the same bytes.</summary>
    /// <exception cref="InputException">The file is missing, unreadable or not UTF-8.</exception>
    public static string ReadAsIs(string path, string shownAs)
    {
        try
        {
            return StrictUtf8.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(shownAs, null, "The file is not valid UTF-8. Save it as UTF-8.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(shownAs, null, "There is no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, $"The file can't be read: {e.Message}");
        }
    }

    /// <summary>Reads a whole file; null, with a problem reported, if it is missing, unreadable or not UTF-8.</summary>
    public static string? TryRead(string path, string shownAs, Problems problems)
    {
        try
        {
            return Read(path, shownAs);
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    /// <summary>Drops a BOM and turns CRLF into LF.</summary>
    public static string Normalise(string text) =>
        (text.StartsWith('\uFEFF') ? text[1..] : text).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Writes a whole file atomically: to a temporary file beside it, flushed to disk, then moved over the old one.</summary>
    public static void WriteAtomically(string path, string text) =>
        WriteAtomically(path, stream => stream.Write(StrictUtf8.GetBytes(text)));

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
