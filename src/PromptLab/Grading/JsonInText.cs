using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Finds JSON objects and arrays between other text. Something that is written as JSON and is not valid, or is cut off, is never
/// passed over for a value before it or a part of it.
/// </summary>
internal static partial class JsonInText
{
    private const int CharactersPerStep = 16;

    /// <summary>
    /// The last object or array of a text, as written, or the first one; also a text, number or word if the whole text is one. Null
    /// if there is none, or if it is not valid JSON.
    /// </summary>
    public static string? Find(string text, bool first, WorkBudget budget)
    {
        if (Parses(text))
            return text;
        string? found = null;
        var ends = new BracketEnds(text, budget);
        for (var start = text.AsSpan().IndexOfAny('{', '['); start >= 0; start = Next(text, start))
        {
            if (!Candidate().IsMatch(text, start))
                continue;
            var end = ends.EndOf(start);
            budget.Spend(1 + (((end ?? start) - start) / CharactersPerStep));
            var value = end is { } close ? text[start..close] : null;
            var isJson = value is not null && Parses(value);
            if (!isJson && !Beginning().IsMatch(text, start))
                continue; // brackets of prose
            found = isJson ? value : null;
            if (first || end is null)
                return found;
            start = end.Value - 1;
        }

        return found;
    }

    /// <summary>
    /// All objects and arrays of a text that are valid JSON and do not stand inside another one, in order; or the whole text if it is JSON.
    /// </summary>
    public static IReadOnlyList<JsonNode?> All(string text, WorkBudget budget)
    {
        if (Parses(text))
            return [StrictJson.Parse(text, out _)];
        var found = new List<JsonNode?>();
        var ends = new BracketEnds(text, budget);
        for (var start = text.AsSpan().IndexOfAny('{', '['); start >= 0; start = Next(text, start))
        {
            if (!Candidate().IsMatch(text, start))
                continue;
            var end = ends.EndOf(start);
            budget.Spend(1 + (((end ?? start) - start) / CharactersPerStep));
            var isJson = end is { } close && Parses(text[start..close]);
            if (isJson)
                found.Add(StrictJson.Parse(text[start..end!.Value], out _));
            else if (!Beginning().IsMatch(text, start))
                continue; // brackets of prose
            else if (end is null)
                break;
            start = end!.Value - 1;
        }

        return found;
    }

    private static bool Parses(string text)
    {
        StrictJson.Parse(text, out var problem);
        return problem != JsonDepth.Message
            ? problem is null
            : throw new WorkBudgetException("reading more than 256 levels of nested JSON");
    }

    private static int Next(string text, int at) =>
        at + 1 < text.Length && text.AsSpan(at + 1).IndexOfAny('{', '[') is var next and >= 0 ? at + 1 + next : -1;

    // What may be JSON; not the empty box of a Markdown list, “[ ]”.
    [GeneratedRegex(@"\G(?:\{\s*[}""'“A-Za-z_]|\[(?! \])\s*[-\]{\[""0-9tfn])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Candidate();

    // What is written as JSON: an object with a key, whatever its quotes, or an array of objects or strings.
    [GeneratedRegex(@"\G(?:\{\s*(?:[""'“]|[A-Za-z_]\w*\s*:)|\[\s*[{""])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Beginning();
}
