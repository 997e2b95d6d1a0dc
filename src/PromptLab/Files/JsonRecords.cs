using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace PromptLab.Files;

/// <summary>
/// Reads records from lines of JSON that somebody else may have written or damaged. Whatever is wrong with one is a
/// <see cref="JsonException"/>: other UTF-8, half a surrogate pair, a number that its type can't hold, null where there must be something.
/// </summary>
internal static class JsonRecords
{
    private const int DigitsOfEscape = 4;

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">It is none; the message says why.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw new JsonException("It is not valid UTF-8.");
        if (HasHalfPair(json))
            throw new JsonException("It holds half a surrogate pair, which is no character.");
        try
        {
            return JsonSerializer.Deserialize<T>(json, FileJson.Line) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (IsUnreadable(e) && e is not JsonException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>
    /// True for what reading a record throws where the JSON is not that of the record: converters throw more than one kind.
    /// </summary>
    public static bool IsUnreadable(Exception exception) =>
        exception
            is JsonException
                or ArgumentException
                or FormatException
                or OverflowException
                or InvalidOperationException
                or NotSupportedException;

    /// <summary>Refuses a duration that nothing can last.</summary>
    /// <exception cref="JsonException">It is negative, or longer than a <see cref="TimeSpan"/> can be.</exception>
    public static void RequireDuration(double? milliseconds)
    {
        if (milliseconds is { } ms && !(ms >= 0 && ms < TimeSpan.MaxValue.TotalMilliseconds))
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"{ms} milliseconds are no duration."));
    }

    // The values of JSON nodes are decoded when they are asked for, which is too late to say so.
    private static bool HasHalfPair(ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length; at = json.IndexOf((byte)'\\'))
        {
            var first = CodeAt(json[at..]);
            json = json[(at + (first is null ? 2 : DigitsOfEscape + 2))..];
            if (first is not { } code || !char.IsSurrogate(code))
                continue;
            if (!char.IsHighSurrogate(code) || CodeAt(json) is not { } second || !char.IsLowSurrogate(second))
                return true;
            json = json[(DigitsOfEscape + 2)..];
        }

        return false;
    }

    // The code of an escape such as \ud83d at the start of a text; null where there is none.
    private static char? CodeAt(ReadOnlySpan<byte> json) =>
        json.StartsWith("\\u"u8)
        && json.Length >= DigitsOfEscape + 2
        && ushort.TryParse(json[2..(DigitsOfEscape + 2)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
