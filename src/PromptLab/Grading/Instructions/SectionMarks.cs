namespace PromptLab.Grading.Instructions;

/// <summary>Counts the beginnings of sections: a word and a number.</summary>
internal static class SectionMarks
{
    private const char Ordinal = '第';
    private const string ChineseDigits = "〇零一二三四五六七八九十百";

    /// <summary>
    /// How often the word stands before a number, letter by letter: “Section 1”. In Japanese, as the counter behind one: “第1章”. Where
    /// the rules are not those of a language, both count.
    /// </summary>
    public static int Count(InstructionText text, string word)
    {
        var count = 0;
        for (var at = text.Written.IndexOf(word, StringComparison.Ordinal); at >= 0; at = Next(text.Written, word, at))
        {
            var (isBefore, isBehind) = (IsNumberAfter(text.Written, at + word.Length), IsOrdinalBefore(text.Written, at, text.Language));
            if (text.Language == "ja" ? isBehind : isBefore || (isBehind && !text.IsEnglish))
                count++;
        }

        return count;
    }

    private static int Next(string text, string word, int at) =>
        word.Length == 0 ? -1 : text.IndexOf(word, at + word.Length, StringComparison.Ordinal);

    private static bool IsNumberAfter(string text, int at)
    {
        if (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length && char.IsDigit(text[at]);
    }

    private static bool IsOrdinalBefore(string text, int end, string? language)
    {
        const int LongestNumber = 12;
        var at = end;
        while (at > 0 && end - at < LongestNumber && (char.IsDigit(text[at - 1]) || (language != "ja" && IsChineseDigit(text[at - 1]))))
            at--;
        return at < end && at > 0 && text[at - 1] == Ordinal;
    }

    private static bool IsChineseDigit(char letter) => ChineseDigits.Contains(letter, StringComparison.Ordinal);
}
