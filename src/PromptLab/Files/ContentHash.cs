using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>The identity of a content: <c>sha256:</c> and 64 hexadecimal digits over its canonical JSON or its bytes.</summary>
public static class ContentHash
{
    /// <summary>What every hash begins with, so that a spreadsheet never takes one for a number.</summary>
    public const string Prefix = "sha256:";

    /// <summary>Hashes the canonical JSON of a value; null hashes as JSON null.</summary>
    public static string Of(JsonNode? value) => OfText(CanonicalJson.Write(value));

    /// <summary>Hashes a text as UTF-8. Unpaired surrogates are told apart, not replaced.</summary>
    public static string OfText(string text) => OfBytes(Utf8OrUtf16(text));

    /// <summary>Hashes bytes.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => Prefix + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Hashes what is left of a stream.</summary>
    public static string OfStream(Stream stream) => Prefix + Convert.ToHexStringLower(SHA256.HashData(stream));

    /// <summary>The hash with its first <paramref name="digits"/> digits, for rows and screens.</summary>
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
