using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>What kind of writing a character belongs to, as far as it matters for words and sentences.</summary>
internal static class Script
{
    private static readonly (int From, int To)[] Chinese =
    [
        (0x2E80, 0x2FDF),
        (0x3005, 0x3007),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xF900, 0xFAFF),
        (0x20000, 0x3FFFF),
    ];

    private static readonly (int From, int To)[] Unspaced = [(0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xA9E0, 0xAA7F)];

    /// <summary>True for a character of words: a letter or digit of any script, or an underscore.</summary>
    public static bool IsWord(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
        || rune.Value == '_';

    /// <summary>True for a mark on a letter, a joiner or a soft hyphen: they neither begin nor end a word.</summary>
    public static bool IsInsideWord(Rune rune) =>
        rune.Value is 0x200C or 0x200D or 0x00AD
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    /// <summary>True for Chinese characters and kana, which are written without blanks between words.</summary>
    public static bool IsChineseOrKana(Rune rune) => IsChinese(rune) || IsHiragana(rune) || IsKatakana(rune);

    /// <summary>True for Chinese characters, kanji included.</summary>
    public static bool IsChinese(Rune rune) => IsIn(Chinese, rune);

    /// <summary>True for hiragana.</summary>
    public static bool IsHiragana(Rune rune) => rune.Value is >= 0x3041 and <= 0x309F;

    /// <summary>True for katakana, the half-width ones and the long vowel mark included.</summary>
    public static bool IsKatakana(Rune rune) => rune.Value is (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F);

    /// <summary>True for scripts without blanks whose words only a dictionary tells apart: Thai, Lao, Tibetan, Burmese, Khmer.</summary>
    public static bool NeedsDictionary(Rune rune) => IsIn(Unspaced, rune);

    private static bool IsIn((int From, int To)[] ranges, Rune rune)
    {
        foreach (var (from, to) in ranges)
        {
            if (rune.Value >= from && rune.Value <= to)
                return true;
        }

        return false;
    }
}
