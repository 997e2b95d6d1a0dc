using System.Runtime.CompilerServices;

namespace PromptLab.Programs;

/// <summary>Reads lines of bytes of which none takes more memory than a limit.</summary>
internal static class BoundedLines
{
    private const int BufferSize = 1 << 16;

    /// <summary>
    /// Each line without its line end, and whether it is whole: of a longer line only the beginning is kept. What follows the last
    /// line end is a line too.
    /// </summary>
    public static async IAsyncEnumerable<(byte[] Line, bool IsWhole)> ReadAsync(
        Stream stream,
        int maxBytes,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var line = new MemoryStream();
        var (isWhole, buffer) = (true, new byte[BufferSize]);
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            var rest = buffer.AsMemory(0, read);
            for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                isWhole &= Append(line, rest[..end], maxBytes);
                yield return (WithoutReturn(line), isWhole);
                line.SetLength(0);
                isWhole = true;
            }

            isWhole &= Append(line, rest, maxBytes);
        }

        if (line.Length > 0)
            yield return (WithoutReturn(line), isWhole);
    }

    private static bool Append(MemoryStream line, ReadOnlyMemory<byte> bytes, int maxBytes)
    {
        var kept = (int)Math.Min(bytes.Length, maxBytes - line.Length);
        line.Write(bytes.Span[..kept]);
        return kept == bytes.Length;
    }

    private static byte[] WithoutReturn(MemoryStream line)
    {
        var bytes = line.ToArray();
        return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
    }
}
