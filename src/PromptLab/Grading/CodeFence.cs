namespace PromptLab.Grading;

/// <summary>
/// Finds fenced code blocks of three or more backticks or tildes, as in CommonMark,
/// https://spec.commonmark.org/0.31.2/#fenced-code-blocks.
/// </summary>
internal static class CodeFence
{
    private const int MinMarks = 3;

    /// <summary>The content of the last closed code block, without its final line end; null if there is none.</summary>
    public static string? LastContent(string text) => Contents(text).LastOrDefault();

    /// <summary>The contents of the closed code blocks, without their final line ends, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">The first word after the opening marks, such as json, in any case; null for every block.</param>
    public static IEnumerable<string> Contents(string text, string? language = null)
    {
        (char Mark, int Count, int Start, bool IsWanted)? open = null;
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            var line = text.AsSpan(at, end - at).TrimEnd();
            if (open is null && ParseOpening(line) is (var mark, var count))
                open = (mark, count, Math.Min(end + 1, text.Length), language is null || IsLanguage(line, mark, language));
            else if (open is { } fence && IsClosing(line, fence.Mark, fence.Count))
            {
                if (fence.IsWanted)
                    yield return Content(text, fence.Start, at);
                open = null;
            }

            at = end + 1;
        }
    }

    private static bool IsLanguage(ReadOnlySpan<char> opening, char mark, string language)
    {
        var info = opening.TrimStart(' ').TrimStart(mark).TrimStart();
        var end = info.IndexOfAny(' ', '\t', '{');
        return (end < 0 ? info : info[..end]).Equals(language, StringComparison.OrdinalIgnoreCase);
    }

    private static (char Mark, int Count)? ParseOpening(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart(' ');
        if (line.Length - start.Length > 3 || start.IsEmpty || start[0] is not ('`' or '~'))
            return null;
        var rest = start.TrimStart(start[0]);
        var count = start.Length - rest.Length;
        return count < MinMarks || (start[0] == '`' && rest.Contains('`')) ? null : (start[0], count);
    }

    private static bool IsClosing(ReadOnlySpan<char> line, char mark, int count) =>
        ParseOpening(line) is (var other, var others) && other == mark && others >= count && line.TrimStart(' ').TrimStart(mark).IsEmpty;

    private static string Content(string text, int start, int end)
    {
        var inside = text[start..end];
        return inside.EndsWith("\r\n", StringComparison.Ordinal) ? inside[..^2]
            : inside.EndsWith('\n') ? inside[..^1]
            : inside;
    }
}
