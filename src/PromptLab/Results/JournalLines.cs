using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>The whole lines of a file that lines are appended to, and what stands behind the last line end. Not thread-safe.</summary>
/// <remarks>A last line without its line end was cut off while it was written; it is left out, never guessed at.</remarks>
internal sealed class JournalLines : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly SafeFileHandle _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Problems _problems;

    /// <summary>Opens a file beside whoever appends to it.</summary>
    /// <exception cref="InputException">The file is missing or can't be read.</exception>
    public JournalLines(string path, string shownAs, Problems problems)
    {
        (ShownAs, _problems) = (shownAs, problems);
        try
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                shownAs,
                null,
                e is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : $"The file can't be read: {e.Message}"
            );
        }
    }

    /// <summary>The file as the user would name it.</summary>
    public string ShownAs { get; }

    /// <summary>The bytes behind the last line end, once all lines were read; empty where there are none.</summary>
    public ReadOnlyMemory<byte> Torn { get; private set; }

    /// <summary>The hash of all that was read, with the prefix <c>sha256:</c>; that of the file once all lines were read.</summary>
    public string Hash => ContentHash.Prefix + Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>
    /// Each whole line without its line end, with its place in the file and its number from 1. Its bytes are overwritten by
    /// the next one.
    /// </summary>
    public IEnumerable<(ReadOnlyMemory<byte> Line, long Offset, int Number)> All()
    {
        using var line = new MemoryStream();
        var buffer = new byte[BufferSize];
        var (position, offset, number) = (0L, 0L, 1);
        for (int read; (read = RandomAccess.Read(_file, buffer, position)) > 0; position += read)
        {
            var rest = buffer.AsMemory(0, read);
            _hash.AppendData(rest.Span);
            for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                line.Write(rest.Span[..end]);
                if (line.Length > FileLimits.JournalLine)
                {
                    _problems.Add(ShownAs, number, FileLimits.LineMessage(FileLimits.JournalLine));
                    yield break;
                }

                if (IsMarker(line))
                {
                    _problems.Add(ShownAs, number, MergeConflict.MessageFor(ShownAs));
                    yield break;
                }

                yield return (line.GetBuffer().AsMemory(0, (int)line.Length), offset, number);
                offset += line.Length + 1;
                number++;
                line.SetLength(0);
            }

            line.Write(rest.Span);
            if (line.Length > FileLimits.JournalLine)
            {
                _problems.Add(ShownAs, number, FileLimits.LineMessage(FileLimits.JournalLine));
                yield break;
            }
        }

        Torn = line.ToArray();
        if (!Torn.IsEmpty)
            _problems.Warn(ShownAs, number, "The last line was cut off while it was written; it is left out.");
    }

    // A line of ours begins with a brace, so that next to nothing is looked at here.
    private static bool IsMarker(MemoryStream line) =>
        line.Length > 0
        && line.GetBuffer()[0] is (byte)'<' or (byte)'|' or (byte)'=' or (byte)'>'
        && MergeConflict.IsMarker(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));

    /// <summary>The bytes of a line that was found before.</summary>
    public byte[] At(long offset, int length)
    {
        var line = new byte[length];
        RandomAccess.Read(_file, line, offset);
        return line;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }
}
