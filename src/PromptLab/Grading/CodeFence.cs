namespace PromptLab.Grading;

/// <summary>
/// Code between fences of three or more backticks or tildes, after CommonMark,
/// https://spec.commonmark.org/0.31.2/#fenced-code-blocks.
/// </summary>
internal static class CodeFence
{
    private const int FewestMarks = 3;

    /// <summary>What stands inside the last fence, without its last line end; null where none is closed.</summary>
    public static string? Last(string text)
    {
        string? last = null;
        (char Mark, int Count, int Start)? open = null;
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            var line = text.AsSpan(at, end - at).TrimEnd();
            if (open is null && Opening(line) is (var mark, var count))
                open = (mark, count, Math.Min(end + 1, text.Length));
            else if (open is { } fence && Closes(line, fence.Mark, fence.Count))
                (last, open) = (Inside(text, fence.Start, at), null);
            at = end + 1;
        }

        return last;
    }

    private static (char Mark, int Count)? Opening(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart(' ');
        if (line.Length - start.Length > 3 || start.IsEmpty || start[0] is not ('`' or '~'))
            return null;
        var rest = start.TrimStart(start[0]);
        var count = start.Length - rest.Length;
        return count < FewestMarks || (start[0] == '`' && rest.Contains('`')) ? null : (start[0], count);
    }

    private static bool Closes(ReadOnlySpan<char> line, char mark, int count) =>
        Opening(line) is (var other, var others) && other == mark && others >= count && line.TrimStart(' ').TrimStart(mark).IsEmpty;

    private static string Inside(string text, int start, int end)
    {
        var inside = text[start..end];
        return inside.EndsWith("\r\n", StringComparison.Ordinal) ? inside[..^2]
            : inside.EndsWith('\n') ? inside[..^1]
            : inside;
    }
}
