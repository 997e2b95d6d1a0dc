using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// Content hashes: <c>sha256:</c> followed by the 64 hexadecimal digits of the SHA-256 of some bytes, text or canonical JSON.
/// </summary>
internal static class ContentHash
{
    /// <summary>The prefix of every hash, which also keeps spreadsheets from reading one as a number.</summary>
    public const string Prefix = "sha256:";

    /// <summary>Hashes the canonical JSON of a value; null hashes as JSON null.</summary>
    public static string Of(JsonNode? value) => OfText(CanonicalJson.Write(value));

    /// <summary>
    /// Hashes a text as UTF-8, or as UTF-16 if it has unpaired surrogates, so that these are never replaced and texts stay
    /// distinct.
    /// </summary>
    public static string OfText(string text) => OfBytes(Utf8OrUtf16(text));

    /// <summary>Hashes bytes as they are.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => Prefix + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Hashes the rest of a stream, from its current position.</summary>
    public static string OfStream(Stream stream) => Prefix + Convert.ToHexStringLower(SHA256.HashData(stream));

    /// <summary>
    /// The prefix and the first <paramref name="digits"/> digits of a hash, for tables and messages; a shorter hash is returned as
    /// it is.
    /// </summary>
    public static string Short(string hash, int digits = 12) =>
        hash.Length > Prefix.Length + digits ? hash[..(Prefix.Length + digits)] : hash;

    private static byte[] Utf8OrUtf16(string text)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return Encoding.Unicode.GetBytes(text);
        }
    }
}
