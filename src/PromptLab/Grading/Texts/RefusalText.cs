using System.Buffers;
using System.Text.RegularExpressions;
using PromptLab.Grading.Languages;
using PromptLab.Texts;

namespace PromptLab.Grading.Texts;

/// <summary>A text in the form in which refusals are looked for in it, and whether its language is one whose refusals are known.</summary>
internal static partial class RefusalText
{
    // Those of the phrases.
    private static readonly HashSet<string> Languages =
    [
        .. "en de fr es pt it nl sv da no fi pl cs sk ru uk tr ar fa hi zh ja ko vi id".Split(' '),
    ];

    private static readonly HashSet<string> Scripts =
    [
        Script.Latin,
        Script.Cyrillic,
        Script.Arabic,
        Script.Devanagari,
        Script.Han,
        Script.Kana,
        "Hangul",
    ];

    // Letters that none of the languages has: of Hungarian, Romanian, Latvian, Lithuanian, Maltese, Icelandic.
    private static readonly SearchValues<char> OtherLetters = SearchValues.Create("őűșțţģķļņėįųħġðþ");

    private const int LongestRead = 4000;

    /// <summary>The text with plain blanks and apostrophes, and without invisible characters and stars.</summary>
    public static string Plain(string text)
    {
        var plain = Blanks().Replace(InvisibleText.Remove(text), " ").Replace("*", "", StringComparison.Ordinal);
        foreach (var apostrophe in "’‘‛ʼ′＇`´")
            plain = plain.Replace(apostrophe, '\'');
        return NoApostrophe().Replace(plain, match => WithApostrophe(match.Value));
    }

    /// <summary>True if the text may be in a language whose refusals are not known.</summary>
    public static bool IsInOtherLanguage(string text)
    {
        var start = text.Length <= LongestRead ? text : text[..LongestRead];
        if (LanguageDetector.BuiltIn.Detect(start) is { } guess)
            return !Languages.Contains(guess.Code);
        return start.ToLowerInvariant().AsSpan().ContainsAny(OtherLetters) || IsMostlyInOtherScript(start);
    }

    private static bool IsMostlyInOtherScript(string text)
    {
        var (known, other) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Script.Of(rune.Value) is not { } script)
                continue;
            known += Scripts.Contains(script.Name) ? 1 : 0;
            other += Scripts.Contains(script.Name) ? 0 : 1;
        }

        return other > known;
    }

    private static string WithApostrophe(string word) => word.Equals("im", StringComparison.OrdinalIgnoreCase) ? "i'm" : $"{word[..^1]}'t";

    [GeneratedRegex(@"[^\S\r\n]+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"\b(can|won|don|couldn|mustn)t\b|\bim(?= (sorry|afraid|unable|not)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NoApostrophe();
}
