namespace PromptLab.Grading.Texts;

/// <summary>The lines, bullets and paragraphs of a text, and the pieces that sentences can't cross.</summary>
internal static class TextBlocks
{
    private const string MarksBeforeBlank = "-*+–—";
    private const string Marks = "•◦▪▫‣⁃∙●○■□◆◇►▶▸➢➤→✓✔✗✘·・";

    /// <summary>The lines that are not blank.</summary>
    public static int CountLines(string text) => LinesOf(text).Count(line => !string.IsNullOrWhiteSpace(line));

    /// <summary>The lines with a bullet before their text, at any depth; numbered lines and code are none.</summary>
    public static int CountBullets(string text) => OutsideCode(LinesOf(text)).Count(IsBullet);

    /// <summary>The pieces between blank lines that hold a letter or a digit. A block of code is not divided.</summary>
    public static int CountParagraphs(string text)
    {
        var (paragraphs, fence, counted) = (0, (string?)null, false);
        foreach (var line in LinesOf(text))
        {
            fence = FenceAfter(line, fence);
            if (string.IsNullOrWhiteSpace(line) && fence is null)
                counted = false;
            else if (!counted && WritingSystem.HasWord(line))
                (paragraphs, counted) = (paragraphs + 1, true);
        }

        return paragraphs;
    }

    /// <summary>
    /// The pieces of a text that sentences can't cross: paragraphs and list items, each on one line, without headings, bullets,
    /// numbers of lists and blocks of code.
    /// </summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var piece = new List<string>();
        foreach (var line in OutsideCode(LinesOf(text)).Append(""))
        {
            var trimmed = line.Trim();
            var (start, isItem) = (StartOfItem(trimmed), StartOfItem(trimmed) > 0);
            if ((trimmed.Length == 0 || isItem || trimmed.StartsWith('#')) && piece.Count > 0)
            {
                yield return string.Join(' ', piece);
                piece.Clear();
            }

            if (trimmed.Length > 0 && !IsHeading(trimmed))
                piece.Add(trimmed[start..]);
        }
    }

    public static IReadOnlyList<string> LinesOf(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static bool IsHeading(string line) => line.TrimStart('#') is var rest && rest.Length < line.Length && rest.StartsWith(' ');

    private static bool IsBullet(string line) => BulletLength(line.AsSpan().TrimStart()) > 0;

    private static int StartOfItem(string line) => BulletLength(line) is > 0 and var bullet ? bullet : NumberLength(line);

    private static int BulletLength(ReadOnlySpan<char> line)
    {
        if (line.Length < 2 || !WritingSystem.HasWord(line[1..]))
            return 0;
        return Marks.Contains(line[0], StringComparison.Ordinal) ? 1
            : MarksBeforeBlank.Contains(line[0], StringComparison.Ordinal) && char.IsWhiteSpace(line[1]) ? 2
            : 0;
    }

    // “1. ”, “2) ”: the number of a list, not a sentence.
    private static int NumberLength(string line)
    {
        var digits = line.TakeWhile(char.IsDigit).Count();
        return digits is > 0 and <= 3 && digits + 1 < line.Length && line[digits] is '.' or ')' && char.IsWhiteSpace(line[digits + 1])
            ? digits + 2
            : 0;
    }

    private static IEnumerable<string> OutsideCode(IReadOnlyList<string> lines)
    {
        string? fence = null;
        foreach (var line in lines)
        {
            var before = fence;
            fence = FenceAfter(line, fence);
            if (before is null && fence is null)
                yield return line;
        }
    }

    private static string? FenceAfter(string line, string? fence)
    {
        var trimmed = line.AsSpan().Trim();
        if (fence is not null)
            return trimmed.StartsWith(fence) && trimmed.Trim(fence[0]).IsEmpty ? null : fence;
        return trimmed.StartsWith("```") ? "```"
            : trimmed.StartsWith("~~~") ? "~~~"
            : null;
    }
}
