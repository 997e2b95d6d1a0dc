namespace PromptLab.Grading;

/// <summary>Finds XML tags in the texts of models, searching from the end in linear time.</summary>
internal static class XmlTag
{
    /// <summary>
    /// The text between the last closing tag of a name and the nearest opening tag before it, which may have attributes; null if
    /// there is no such pair.
    /// </summary>
    public static string? LastContent(string text, string name) =>
        LastClosing(text, "</" + name) is { } close && EndOfLastOpening(text.AsSpan(0, close), "<" + name) is { } start
            ? text[start..close]
            : null;

    /// <summary>The texts between each closing tag of a name and the nearest opening tag before it, in order.</summary>
    public static IEnumerable<string> Contents(string text, string name)
    {
        var (opening, closing) = ("<" + name, "</" + name);
        var from = 0;
        for (
            var at = text.IndexOf(closing, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(closing, at + 1, StringComparison.Ordinal)
        )
        {
            if (text.AsSpan(at + closing.Length).TrimStart() is not ['>', ..])
                continue;
            if (EndOfLastOpening(text.AsSpan(from, at - from), opening) is { } start)
                yield return text[(from + start)..at];
            from = at;
        }
    }

    private static int? LastClosing(ReadOnlySpan<char> text, string mark)
    {
        for (var at = text.LastIndexOf(mark); at >= 0; at = Previous(text, mark, at))
        {
            if (text[(at + mark.Length)..].TrimStart() is ['>', ..])
                return at;
        }

        return null;
    }

    private static int? EndOfLastOpening(ReadOnlySpan<char> text, string mark)
    {
        for (var at = text.LastIndexOf(mark); at >= 0; at = Previous(text, mark, at))
        {
            var rest = text[(at + mark.Length)..];
            var end = rest.IndexOfAny('<', '>');
            if (end >= 0 && rest[end] == '>' && (end == 0 || char.IsWhiteSpace(rest[0])))
                return at + mark.Length + end + 1;
        }

        return null;
    }

    private static int Previous(ReadOnlySpan<char> text, string mark, int at) => text[..(at + mark.Length - 1)].LastIndexOf(mark);
}
