using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Finds JSON objects and arrays between other text. Something that is written as JSON and is not valid, or is cut off, is never
/// passed over for a value before it or a part of it.
/// </summary>
internal static partial class JsonInText
{
    private const int MaxDepth = 64; // of the parser

    /// <summary>
    /// The last object or array of a text, as written, or the first one; also a text, number or word if the whole text is one. Null
    /// if there is none, or if it is not valid JSON.
    /// </summary>
    public static string? Find(string text, bool first)
    {
        if (StrictJson.TryParse(text, out _))
            return text;
        string? found = null;
        for (var start = text.AsSpan().IndexOfAny('{', '['); start >= 0; start = Next(text, start))
        {
            if (!Candidate().IsMatch(text, start))
                continue;
            var end = EndOfBrackets(text, start);
            var value = end is { } close ? text[start..close] : null;
            var isJson = value is not null && StrictJson.TryParse(value, out _);
            if (!isJson && !Beginning().IsMatch(text, start))
                continue; // brackets of prose
            found = isJson ? value : null;
            if (first || end is null)
                return found;
            start = end.Value - 1;
        }

        return found;
    }

    private static int Next(string text, int at) =>
        at + 1 < text.Length && text.AsSpan(at + 1).IndexOfAny('{', '[') is var next and >= 0 ? at + 1 + next : -1;

    // After the bracket that closes the one at the position; null if none does, or if they are nested too deeply to be JSON.
    // Brackets in strings do not count.
    private static int? EndOfBrackets(string text, int start)
    {
        var depth = 0;
        for (var at = start; at < text.Length && depth <= MaxDepth; at++)
        {
            switch (text[at])
            {
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']':
                    depth--;
                    break;
                case '"':
                    at = EndOfString(text, at);
                    break;
            }

            if (depth == 0)
                return at + 1;
        }

        return null;
    }

    private static int EndOfString(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && text[at] is not ('"' or '\n'))
            at += text[at] == '\\' ? 2 : 1;
        return at;
    }

    // What may be JSON; not the empty box of a Markdown list, “[ ]”.
    [GeneratedRegex(@"\G(?:\{\s*[}""'“A-Za-z_]|\[(?! \])\s*[-\]{\[""0-9tfn])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Candidate();

    // What is written as JSON: an object with a key, whatever its quotes, or an array of objects or strings.
    [GeneratedRegex(@"\G(?:\{\s*(?:[""'“]|[A-Za-z_]\w*\s*:)|\[\s*[{""])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Beginning();
}
