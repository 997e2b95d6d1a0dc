using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Models;
using PromptLab.Texts;

namespace PromptLab.Programs;

/// <summary>What every line of a program has in common: the number of the request that it replies to.</summary>
internal static partial class ReplyLine
{
    private const int StartLength = 200;

    /// <summary>The id of a reply, a number or its text; null where it has none.</summary>
    public static long? IdOf(JsonObject reply) =>
        reply["id"] is not JsonValue id ? null
        : id.TryGetValue(out long number) ? number
        : id.TryGetValue(out string? text) && long.TryParse(text, CultureInfo.InvariantCulture, out number) ? number
        : null;

    /// <summary>The id at the start of a line that is not whole or not valid; null where none is seen.</summary>
    public static long? IdAtStart(ReadOnlySpan<byte> line)
    {
        var start = Encoding.UTF8.GetString(line[..Math.Min(line.Length, StartLength)]);
        return
            IdForm().Match(start) is { Success: true } match
            && long.TryParse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }

    /// <summary>A failure of a program.</summary>
    public static ModelCallException Failed(FailureType type, string message, Exception? cause = null) =>
        new(new Failure(type, message), cause);

    /// <summary>At most 200 characters of a text on one line.</summary>
    public static string Short(string text) => ShortText.OnOneLine(text, StartLength);

    [GeneratedRegex("""^\{\s*"id"\s*:\s*"?(?<id>[0-9]{1,18})"?\s*,""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdForm();
}
