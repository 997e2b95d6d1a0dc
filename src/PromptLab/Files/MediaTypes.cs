namespace PromptLab.Files;

/// <summary>The types of pictures and documents that can be sent, told by their first bytes.</summary>
internal static class MediaTypes
{
    /// <summary>The largest file that is sent, in bytes.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The known types in words, for messages.</summary>
    public const string Known = "PNG, JPEG, GIF, WebP or PDF";

    private static readonly (string Type, string[] Extensions)[] All =
    [
        ("image/png", [".png"]),
        ("image/jpeg", [".jpg", ".jpeg"]),
        ("image/gif", [".gif"]),
        ("image/webp", [".webp"]),
        ("application/pdf", [".pdf"]),
    ];

    /// <summary>The type of a file by its first bytes; null for any other.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        IsPng(bytes) ? "image/png"
        : bytes.Length > 2 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 11 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : bytes.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;

    /// <summary>True if a name ends as names of this type do.</summary>
    public static bool IsNamed(string file, string type) =>
        All.First(known => known.Type == type).Extensions.Contains(Path.GetExtension(file).ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The ending of names of a type, such as <c>.png</c>.</summary>
    public static string ExtensionOf(string type) => All.FirstOrDefault(known => known.Type == type).Extensions?[0] ?? "";

    private static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 7 && bytes[0] == 0x89 && bytes[1..4].SequenceEqual("PNG"u8) && bytes[4..8].SequenceEqual("\r\n\u001a\n"u8);
}
