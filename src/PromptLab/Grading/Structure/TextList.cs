using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>Reads a list out of a text: a JSON array; else lines, without bullets and numbers; else parts between commas.</summary>
internal static partial class TextList
{
    private static readonly char[] Commas = [',', '，', '、', '،', '､', '﹐', '﹑'];

    /// <summary>The elements; null if the text is JSON and no list.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between the elements; null to find out.</param>
    public static (IReadOnlyList<JsonNode?>? Elements, bool IsJson) Read(string text, string? separator)
    {
        if (separator is not null)
            return (Texts(text.Split(separator)), false);
        if (text.TrimStart() is ['[' or '{', ..] && StrictJson.TryParse(text, out var json))
            return ((json as JsonArray)?.ToList(), true);
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        return lines is [var only] && !Bullet().IsMatch(only)
            ? (Texts(only.Split(Commas)), false)
            : (Texts(lines.Select(WithoutMark)), false);
    }

    // A line of nothing but “2024.” is an element and no mark.
    private static string WithoutMark(string line) =>
        Bullet().Replace(line, "") is var rest && rest.Trim().Length > 0 ? rest : line.Trim().TrimEnd('.', ')');

    private static List<JsonNode?> Texts(IEnumerable<string> parts) =>
        [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => (JsonNode?)JsonValue.Create(part))];

    // “- x”, “* x”, “• x”, “1. x”, “2) x”, “(3) x”; a number needs a blank after its mark, so that 1.5 stays whole.
    [GeneratedRegex(
        @"^\s*(?:[-*+•‣◦–—·・]\s+|[•‣◦・]|\(?\d{1,4}[.)]\s+|\d{1,4}[、．])(?:\[[ xX]\]\s+)?",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Bullet();
}
