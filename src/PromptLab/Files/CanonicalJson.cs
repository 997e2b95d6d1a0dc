using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// Writes JSON in one form only: object keys in ordinal order, no white space, no needless escapes. Numbers keep the
/// text they were written with, so 1 and 1.0 differ: they are different labels.
/// </summary>
/// <remarks>After RFC 8785 (JSON Canonicalization Scheme), https://www.rfc-editor.org/rfc/rfc8785, but for numbers.</remarks>
internal static class CanonicalJson
{
    private const int InitialSize = 4096;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The canonical text of a value; <c>null</c> for null.</summary>
    public static string Write(JsonNode? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The hash of what is written, without a text or nodes in between; whoever writes keeps to the canonical form.</summary>
    internal static string Hash<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new RentedBytes(InitialSize);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer, value);
        return ContentHash.OfBytes(buffer.Written);
    }

    /// <summary>Writes the canonical form of a value.</summary>
    internal static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (key, item) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
