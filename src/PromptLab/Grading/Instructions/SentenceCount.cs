using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// Counts sentences by their end marks, in any script. A line end ends none, but where the line ends in Chinese characters or kana,
/// whose headings and lists have no full stop.
/// </summary>
internal static class SentenceCount
{
    // These end a sentence wherever they stand outside quotes; other marks need a blank or the end of the text behind them.
    private const string AlwaysEnd = "。｡！？";
    private const string OpeningBrackets = "「『（(【〔《";
    private const string ClosingBrackets = "」』）)】〕》";

    /// <summary>The number of sentences; two bounds where the script does not mark their ends, as Thai does not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="countsNumbers">True if the number of a list (“1.”) is a sentence of its own before a capital letter, as in IFEval.</param>
    public static (int Least, int Most) Of(string text, bool countsNumbers)
    {
        var tokens = SentenceToken.Of(text);
        var (count, unmarked, depth) = (0, 0, 0);
        var isOpen = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1] : null;
            (var ends, isOpen, depth) = EndsInside(tokens[i].Text, isOpen, depth);
            count += ends;
            if (isOpen && (tokens[i].IsEnd(next, countsNumbers) || tokens[i].EndsLineOfChinese))
                (count, isOpen) = (count + 1, false);
            depth = tokens[i].EndsLine ? 0 : depth;
            unmarked += tokens[i].HasUnmarkedScript ? 1 : 0;
        }

        count += isOpen ? 1 : 0;
        return (count, Math.Max(count, unmarked));
    }

    // Marks of Chinese and Japanese need no blank behind them; within quotes and brackets they end nothing.
    private static (int Ends, bool IsOpen, int Depth) EndsInside(string token, bool isOpen, int depth)
    {
        var ends = 0;
        for (var i = 0; i < token.Length; i++)
        {
            if (OpeningBrackets.Contains(token[i], StringComparison.Ordinal))
                depth++;
            else if (ClosingBrackets.Contains(token[i], StringComparison.Ordinal))
                depth = Math.Max(0, depth - 1);
            else if (!IsEndMark(token, i))
                isOpen = true;
            else if (depth == 0 && isOpen)
                (ends, isOpen) = (ends + 1, false);
            else if (depth > 0)
                isOpen = true;
        }

        return (ends, isOpen, depth);
    }

    private static bool IsEndMark(string token, int at) =>
        AlwaysEnd.Contains(token[at], StringComparison.Ordinal)
        || (token[at] is '!' or '?' && at + 1 < token.Length && Script.IsChineseOrKana(RuneAt(token, at + 1)));

    private static Rune RuneAt(string text, int at)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _);
        return rune;
    }
}
