using PromptLab.Files;
using static System.FormattableString;

namespace PromptLab.Results;

/// <summary>Holds a journal against what the record of its ended run says of it.</summary>
internal static class JournalSeal
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>
    /// Why a journal is not the one that its run ended with, as a sentence; null where it is, and where the record says nothing, as of
    /// a run that goes on. Line ends that a checkout changed make no difference.
    /// </summary>
    /// <param name="path">The full path of the journal.</param>
    /// <param name="kept">What the record says of it; null where it says nothing.</param>
    public static string? ObjectionTo(string path, RunFile? kept)
    {
        if (kept is null || !File.Exists(path))
            return kept is null ? null : "The journal is gone. Restore it from version control, or run the version again.";
        try
        {
            return ObjectionTo(kept, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The journal can't be read: {e.Message}";
        }
    }

    private static string? ObjectionTo(RunFile kept, string path)
    {
        var (hash, lines) = Measure(path, withoutCarriageReturns: false);
        if (hash == kept.Sha256 || Measure(path, withoutCarriageReturns: true).Hash == kept.Sha256)
            return null;
        return lines != kept.Rows
            ? Invariant(
                $"The journal has {lines} lines, and its run ended with {kept.Rows}: it was edited or cut since. Restore it from version control, or run the version again."
            )
            : "The journal is not the one that its run ended with: it was edited since. Restore it from version control, or run the version again.";
    }

    private static (string Hash, int Lines) Measure(string path, bool withoutCarriageReturns)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var lines = 0;
        while (file.Read(buffer) is var count and > 0)
        {
            var read = buffer.AsSpan(0, count);
            lines += read.Count(LineFeed);
            hash.AppendData(withoutCarriageReturns ? Without(read, CarriageReturn) : read);
        }

        return (ContentHash.Prefix + Convert.ToHexStringLower(hash.GetHashAndReset()), lines);
    }

    private static ReadOnlySpan<byte> Without(Span<byte> bytes, byte unwanted)
    {
        var kept = 0;
        foreach (var one in bytes)
        {
            if (one != unwanted)
                bytes[kept++] = one;
        }

        return bytes[..kept];
    }
}
