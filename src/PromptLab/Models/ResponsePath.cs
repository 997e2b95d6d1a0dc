using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Texts;

namespace PromptLab.Models;

/// <summary>
/// A path to a value in JSON: <c>reply.text</c>, <c>choices[0].message.content</c> or <c>choices.0.message.content</c>, with or
/// without <c>$.</c> in front; <c>["a.b"]</c> for a name with a dot.
/// </summary>
internal sealed partial class ResponsePath
{
    private const int MaxNames = 8;

    private readonly IReadOnlyList<string> _names;

    private ResponsePath(string text, IReadOnlyList<string> names) => (Text, _names) = (text, names);

    /// <summary>The path as it is written.</summary>
    public string Text { get; }

    /// <summary>The path; null if the text is none.</summary>
    public static ResponsePath? Parse(string text)
    {
        var rest = text.StartsWith("$.", StringComparison.Ordinal) || text.StartsWith("$[", StringComparison.Ordinal) ? text[1..] : text;
        if (rest.Length == 0)
            return null;
        if (rest[0] is not ('.' or '['))
            rest = "." + rest;
        var matches = Name().Matches(rest);
        if (matches.Sum(match => match.Length) != rest.Length)
            return null;
        return new ResponsePath(
            text,
            [
                .. matches.Select(match =>
                    match.Groups["plain"] is { Success: true } plain ? plain.Value
                    : match.Groups["index"] is { Success: true } index ? index.Value
                    : match.Groups["quoted"].Value
                ),
            ]
        );
    }

    /// <summary>The value at the path, which may be JSON null.</summary>
    /// <param name="json">The whole JSON; null is JSON null.</param>
    /// <param name="missing">Which name is missing, where, and what is there instead; null where the value is there.</param>
    public JsonNode? Find(JsonNode? json, out string? missing)
    {
        missing = null;
        var passed = new StringBuilder();
        foreach (var name in _names)
        {
            if (!TryStep(json, name, out var next))
            {
                missing = $"{(passed.Length == 0 ? "the answer" : $"“{passed}”")} has no “{name}”: it is {Describe(json)}";
                return null;
            }

            passed.Append(passed.Length == 0 ? "" : ".").Append(name);
            json = next;
        }

        return json;
    }

    private static bool TryStep(JsonNode? json, string name, out JsonNode? next)
    {
        next = null;
        if (json is JsonObject map)
            return map.TryGetPropertyValue(name, out next);
        if (
            json is not JsonArray list
            || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= list.Count
        )
            return false;
        next = list[index];
        return true;
    }

    private static string Describe(JsonNode? json) =>
        json switch
        {
            null => "null",
            JsonObject { Count: 0 } => "an empty object",
            JsonObject map =>
                $"an object with {string.Join(", ", map.Take(MaxNames).Select(pair => $"“{ShortText.OnOneLine(pair.Key, 40)}”"))}"
                    + (map.Count > MaxNames ? ", …" : ""),
            JsonArray list => FormattableString.Invariant($"a list of {list.Count}"),
            _ when json.GetValueKind() == JsonValueKind.String => $"the text “{ShortText.OnOneLine(json.GetValue<string>(), 60)}”",
            _ => json.ToJsonString(),
        };

    [GeneratedRegex(
        """\.(?<plain>[^.\[\]"'\s]+)|\[(?<index>[0-9]{1,9})\]|\[(?<mark>["'])(?<quoted>[^"']+)\k<mark>\]""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Name();
}
