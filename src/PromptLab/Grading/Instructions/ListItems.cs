namespace PromptLab.Grading.Instructions;

/// <summary>Counts the items of lists, as IFEval reads them.</summary>
internal static class ListItems
{
    private const char Star = '*';
    private const char MiddleDot = '・';

    /// <summary>
    /// Lines that begin with a hyphen or one star; in Spanish with a star only, in Japanese with one middle dot. A star alone on its
    /// line takes the next line as its text.
    /// </summary>
    public static int CountBullets(InstructionText text)
    {
        var lines = text.Written.Split('\n');
        var count = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].AsSpan().TrimStart();
            var isStarAlone = line is "*" && i + 1 < lines.Length && !IsItem(lines[i + 1].AsSpan().TrimStart(), Star);
            if (text.Language == "ja" ? IsItem(line, MiddleDot) : isStarAlone || IsBullet(line, text.Language))
                count++;
        }

        return count;
    }

    /// <summary>Lines that begin with a number, a full stop and a blank.</summary>
    public static int CountNumbered(InstructionText text) => text.Written.Split('\n').Count(IsNumbered);

    /// <summary>The text without the hyphens, stars and numbers that begin its lines.</summary>
    public static string WithoutMarks(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimStart()).Select(line => line[LengthOfMark(line)..]));

    private static int LengthOfMark(string line)
    {
        if (line is ['-' or Star, ..])
            return 1;
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && line[digits] == '.' ? digits + 1 : 0;
    }

    private static bool IsBullet(ReadOnlySpan<char> line, string? language) =>
        IsItem(line, Star) || (line is ['-', ..] && language != "es") || (language is null && IsItem(line, MiddleDot));

    private static bool IsItem(ReadOnlySpan<char> line, char mark) => line.Length > 1 && line[0] == mark && line[1] != mark;

    private static bool IsNumbered(string line)
    {
        var item = line.AsSpan().TrimStart();
        var digits = 0;
        while (digits < item.Length && char.IsDigit(item[digits]))
            digits++;
        return digits > 0 && item.Length > digits + 1 && item[digits] is '.' or '．' && char.IsWhiteSpace(item[digits + 1]);
    }
}
