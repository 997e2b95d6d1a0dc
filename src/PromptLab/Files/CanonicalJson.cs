using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>
/// Writes JSON in canonical form: object keys in ordinal order, no white space, no needless escapes. Numbers keep their
/// original text, so 1 and 1.0 differ: they are different labels.
/// </summary>
/// <remarks>Like RFC 8785 (JSON Canonicalization Scheme), https://www.rfc-editor.org/rfc/rfc8785, except for numbers.</remarks>
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

    /// <summary>
    /// A value as text: a JSON string without quotes or escapes, an empty text for null, canonical JSON for anything else.
    /// </summary>
    public static string TextOf(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonValue scalar when scalar.TryGetValue(out string? text) => text,
            _ => Write(value),
        };

    /// <summary>Hashes what the callback writes, without building a string or nodes; the callback must write canonical JSON.</summary>
    internal static string Hash<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new PooledBuffer(InitialSize);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer, value);
        return ContentHash.OfBytes(buffer.WrittenSpan);
    }

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
