using System.Text;

namespace PromptLab.Tests.Durability;

/// <summary>The ways in which a file is damaged, by name.</summary>
internal static class Damages
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Damages a file; false where it can't be damaged so, such as in the middle of its only line.</summary>
    public delegate bool Damage(string path);

    public static IReadOnlyDictionary<string, Damage> All { get; } =
        new Dictionary<string, Damage>(StringComparer.Ordinal)
        {
            ["emptied"] = path => Write(path, _ => []),
            ["cut in the middle of a line"] = path =>
                Write(path, bytes => bytes[..(MiddleLine(bytes).Start + (MiddleLine(bytes).Length / 2))]),
            ["cut at the end of a line"] = path => Write(path, bytes => bytes[..MiddleLine(bytes).Start]),
            ["in conflict"] = path => Write(path, bytes => Conflict(bytes, withAncestor: false)),
            ["in conflict with its ancestor"] = path => Write(path, bytes => Conflict(bytes, withAncestor: true)),
            ["garbage in the middle"] = path => Write(path, bytes => Insert(bytes, "%& garbage {[\n"u8.ToArray())),
            ["a NUL byte"] = path => Write(path, bytes => Insert(bytes, [0, LineFeed])),
            ["not UTF-8"] = path => Write(path, bytes => Insert(bytes, [0xC3, 0x28, LineFeed])),
            ["a line twice"] = path =>
                Write(path, bytes => Insert(bytes, bytes[MiddleLine(bytes).Start..(MiddleLine(bytes).Start + MiddleLine(bytes).Length)])),
            ["a byte flipped"] = path => Write(path, Flip),
            ["as UTF-16"] = path =>
                Write(path, bytes => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))]),
            ["with a byte order mark"] = path => Write(path, bytes => [.. Encoding.UTF8.Preamble, .. bytes]),
            ["a folder in its place"] = path =>
            {
                File.Delete(path);
                Directory.CreateDirectory(path);
                return true;
            },
        };

    private static bool Write(string path, Func<byte[], byte[]> change)
    {
        var before = File.ReadAllBytes(path);
        var after = change(before);
        if (after.AsSpan().SequenceEqual(before))
            return false;
        File.WriteAllBytes(path, after);
        return true;
    }

    // The line that begins next after the middle; the last one where none does.
    private static (int Start, int Length) MiddleLine(byte[] bytes)
    {
        var start = Array.IndexOf(bytes, LineFeed, bytes.Length / 2) + 1;
        if (start == 0 || start >= bytes.Length)
            start = Array.LastIndexOf(bytes, LineFeed, Math.Max(bytes.Length - 2, 0)) + 1;
        var end = Array.IndexOf(bytes, LineFeed, start);
        return (start, (end < 0 ? bytes.Length : end + 1) - start);
    }

    private static byte[] Insert(byte[] bytes, byte[] inserted) =>
        [.. bytes[..MiddleLine(bytes).Start], .. inserted, .. bytes[MiddleLine(bytes).Start..]];

    private static byte[] Conflict(byte[] bytes, bool withAncestor)
    {
        var (start, length) = MiddleLine(bytes);
        var line = bytes[start..(start + length)];
        var ancestor = withAncestor ? [.. "||||||| 1234567\n"u8, .. line] : Array.Empty<byte>();
        return
        [
            .. bytes[..start],
            .. "<<<<<<< HEAD\n"u8,
            .. line,
            .. ancestor,
            .. "=======\n"u8,
            .. line,
            .. ">>>>>>> theirs\n"u8,
            .. bytes[(start + length)..],
        ];
    }

    private static byte[] Flip(byte[] bytes)
    {
        var flipped = (byte[])bytes.Clone();
        if (flipped.Length > 0)
            flipped[MiddleLine(bytes).Start + (MiddleLine(bytes).Length / 2)] ^= 1;
        return flipped;
    }
}
