using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>Reads values of JSON whose types servers do not keep to.</summary>
internal static class JsonReading
{
    /// <summary>A property of an object; null where it is absent or null, or where the value is no object.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text of a property; null where it is no string.</summary>
    public static string? TextOf(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The first item of a list; null where there is none.</summary>
    public static JsonElement? FirstOf(this JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() > 0 ? items[0] : null;

    /// <summary>A whole number of 0 or more, also as 1.77e9 or in a string; null for anything else.</summary>
    public static long? CountOf(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Find(name) is { } value && CountOf(value) is { } count)
                return count;
        }

        return null;
    }

    /// <summary>True where a property is absent or of one of these types.</summary>
    public static bool IsAbsentOr(this JsonElement element, string name, params ReadOnlySpan<JsonValueKind> kinds) =>
        !element.TryGetProperty(name, out var value) || kinds.Contains(value.ValueKind);

    /// <summary>A node with the same value.</summary>
    public static JsonNode? ToNode(this JsonElement element) => JsonNode.Parse(element.GetRawText());

    private static long? CountOf(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= long.MaxValue
            ? (long)number
            : null;
    }
}
