using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>Counts how often a word or phrase stands in a text, whatever its capital letters.</summary>
internal static class KeywordSearch
{
    // What Korean writes at the end of a noun without a blank.
    private static readonly HashSet<string> KoreanEndings =
    [
        .. "은 는 이 가 을 를 의 에 와 과 도 로 만 나 랑 께 들 들이 들을 들의 들은 으로 에서 에게 한테 까지 부터 처럼 보다 하고 이나 이랑 마다 조차 이다 입니다 이라 라고 이라고 에는 에도 으로는".Split(
            ' '
        ),
    ];

    /// <summary>How often the keyword stands in the text; occurrences do not overlap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keyword">What is looked for: a literal, never a pattern.</param>
    /// <param name="wholeWord">
    /// True if no letter or digit may stand next to it. Where a script has no blanks between words this can't be told, and any
    /// occurrence counts.
    /// </param>
    public static int Count(InstructionText text, string keyword, bool wholeWord)
    {
        var isTurkish = CaseFold.IsTurkish(text.Language, text.Written, keyword);
        var (all, wanted) = (text.Folded(isTurkish), CaseFold.Apply(keyword, isTurkish));
        var (count, from) = (0, 0);
        while (wanted.Length > 0 && all.IndexOf(wanted, from, StringComparison.Ordinal) is var at and >= 0)
        {
            var isWord = IsWordOfJapanese(all, at, wanted, text.Language) && (!wholeWord || IsWholeWord(all, at, wanted));
            count += isWord ? 1 : 0;
            from = isWord ? at + wanted.Length : at + 1;
        }

        return count;
    }

    private static bool IsWholeWord(string text, int at, string wanted)
    {
        var (first, last) = (FirstOf(wanted), LastOf(wanted));
        if (IsSpaced(first) && Before(text, at) is { } before && IsPartOfWord(before))
            return false;
        if (!IsSpaced(last) || After(text, at + wanted.Length) is not { } after || !IsPartOfWord(after))
            return true;
        return IsHangul(last) && KoreanEndings.Contains(RestOfWord(text, at + wanted.Length));
    }

    // Japanese has no blanks: one kanji beside another, and a part of a run of katakana, are parts of other words.
    private static bool IsWordOfJapanese(string text, int at, string wanted, string? language)
    {
        if (language != "ja")
            return true;
        var (first, last) = (FirstOf(wanted), LastOf(wanted));
        var (before, after) = (Before(text, at), After(text, at + wanted.Length));
        if (first == last && WordRunes.IsChinese(first) && wanted.Length == first.Utf16SequenceLength)
            return !(before is { } one && WordRunes.IsChinese(one)) && !(after is { } next && WordRunes.IsChinese(next));
        return !(WordRunes.IsKatakana(first) && before is { } left && WordRunes.IsKatakana(left))
            && !(WordRunes.IsKatakana(last) && after is { } right && WordRunes.IsKatakana(right));
    }

    private static bool IsSpaced(Rune rune) => WordRunes.IsWord(rune) && !WordRunes.IsUnspaced(rune);

    private static bool IsPartOfWord(Rune rune) => IsSpaced(rune) || WordRunes.IsInsideWord(rune);

    private static bool IsHangul(Rune rune) => rune.Value is >= 0xAC00 and <= 0xD7A3;

    private static string RestOfWord(string text, int from)
    {
        const int LongestEnding = 4;
        var end = from;
        while (end < text.Length && end - from < LongestEnding && char.IsLetterOrDigit(text[end]))
            end++;
        return text[from..end];
    }

    private static Rune FirstOf(string text) => After(text, 0)!.Value;

    private static Rune LastOf(string text) => Before(text, text.Length)!.Value;

    private static Rune? Before(string text, int at)
    {
        if (at == 0)
            return null;
        Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out _);
        return rune;
    }

    private static Rune? After(string text, int at)
    {
        if (at >= text.Length)
            return null;
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _);
        return rune;
    }
}
