using System.Globalization;

namespace PromptLab.Files;

/// <summary>
/// The largest files and lines that are read, in bytes. A larger file is refused by its size before it is read, so that no input
/// costs more memory than a machine has.
/// </summary>
internal static class FileLimits
{
    /// <summary>A file that people write, such as a prompt, a schema or YAML.</summary>
    public const int Text = 16 * Megabyte;

    /// <summary>A record that grows with the work, such as the scoreboard or a ledger: some 100,000 runs.</summary>
    public const int Record = 64 * Megabyte;

    /// <summary>A file of items, responses or recordings: some million of them.</summary>
    public const int Data = 256 * Megabyte;

    /// <summary>One line of such a file, in characters.</summary>
    public const int Line = 32 * Megabyte;

    /// <summary>One line of a run's journal, with the largest response that is read, escaped.</summary>
    public const int JournalLine = 128 * Megabyte;

    private const int Megabyte = 1024 * 1024;

    /// <summary>Why a file is refused, as a sentence.</summary>
    public static string FileMessage(long maxBytes) => Invariant($"The file has more than {maxBytes / Megabyte} MB. {AdviceFor(maxBytes)}");

    /// <summary>Why a line is refused, as a sentence.</summary>
    public static string LineMessage(long maxBytes) => Invariant($"The line has more than {maxBytes / Megabyte} MB. Shorten it.");

    /// <summary>All bytes of a stream, up to a limit; null if there are more.</summary>
    public static byte[]? ReadUpTo(Stream stream, long maxBytes)
    {
        if (stream.CanSeek && stream.Length > maxBytes)
            return null;
        using var bytes = new MemoryStream(stream.CanSeek ? (int)stream.Length : 0);
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > maxBytes) // a pipe or a device, whose length nobody knows
                return null;
        }

        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    private static string AdviceFor(long maxBytes) =>
        maxBytes switch
        {
            Data => "Split it into several files.",
            Record => "Was something else written to it? Restore it from version control.",
            _ => "Is it the right file?",
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
