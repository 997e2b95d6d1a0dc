namespace PromptLab.Grading.Instructions;

/// <summary>Whether a paragraph begins with a word.</summary>
internal static class FirstWord
{
    private const string EnglishMarks = ".,?!'\"";

    /// <summary>
    /// True if the paragraph begins with the word or words, whatever their capital letters. Quotes before it do not count; what follows
    /// has to be a blank or punctuation, but in a script without blanks.
    /// </summary>
    public static bool Begins(string paragraph, string wanted, InstructionText text)
    {
        var isTurkish = CaseFold.IsTurkish(text.Language, text.Written, wanted);
        var (start, word) = (CaseFold.Apply(paragraph, isTurkish), CaseFold.Apply(wanted, isTurkish));
        start = text.IsEnglish ? start.TrimStart('\'').TrimStart('"') : TrimOpeners(start);
        if (!start.StartsWith(word, StringComparison.Ordinal))
            return false;
        return start.Length == word.Length
            || IsUnspaced(word)
            || (text.IsEnglish ? IsEndInEnglish(start[word.Length]) : IsEnd(start.AsSpan(word.Length)));
    }

    // The same as IFEval's rule: “Elm-tree” and “Elm:” do not begin with the word “elm”.
    private static bool IsEndInEnglish(char next) => char.IsWhiteSpace(next) || EnglishMarks.Contains(next, StringComparison.Ordinal);

    // A hyphen joins words.
    private static bool IsEnd(ReadOnlySpan<char> rest) =>
        char.IsWhiteSpace(rest[0])
        || rest[0] is '\'' or '’'
        || (char.IsPunctuation(rest[0]) && (rest.Length == 1 || !char.IsLetterOrDigit(rest[1])))
        || "，。！？、；：،؟।".Contains(rest[0], StringComparison.Ordinal);

    private static bool IsUnspaced(string word)
    {
        System.Text.Rune.DecodeLastFromUtf16(word, out var last, out _);
        return WordRunes.IsUnspaced(last);
    }

    private static string TrimOpeners(string text)
    {
        var at = 0;
        while (at < text.Length && (IsOpener(text[at]) || char.IsWhiteSpace(text[at])))
            at++;
        return text[at..];
    }

    private static bool IsOpener(char mark) =>
        mark is '"' or '\'' or '¿' or '¡'
        || char.GetUnicodeCategory(mark)
            is System.Globalization.UnicodeCategory.InitialQuotePunctuation
                or System.Globalization.UnicodeCategory.FinalQuotePunctuation
                or System.Globalization.UnicodeCategory.OpenPunctuation;
}
