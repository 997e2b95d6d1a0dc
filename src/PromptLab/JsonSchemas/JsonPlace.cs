using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>Finds the line of a place in a JSON text.</summary>
internal static class JsonPlace
{
    /// <summary>The line, from 1, where the value at a JSON pointer starts; null if there is no such place.</summary>
    /// <param name="text">The text, which is valid JSON.</param>
    /// <param name="pointer">The JSON pointer (RFC 6901); empty for the whole text.</param>
    public static int? LineOf(string text, string pointer)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        reader.Read();
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (!TryEnter(ref reader, part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
                return null;
        }

        return 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
    }

    private static bool TryEnter(ref Utf8JsonReader reader, string part)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return false;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var isHere = isObject ? reader.ValueTextEquals(part) : index.ToString(CultureInfo.InvariantCulture) == part;
            if (isObject)
                reader.Read();
            if (isHere)
                return true;
            reader.Skip();
        }

        return false;
    }
}
