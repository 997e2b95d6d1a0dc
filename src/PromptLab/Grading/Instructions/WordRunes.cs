using System.Globalization;
using System.Text;
using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>Which characters make words, and which scripts they belong to, as far as it matters for words.</summary>
internal static class WordRunes
{
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

    /// <summary>True for Chinese characters, kanji included; not for kana.</summary>
    public static bool IsChinese(Rune rune) => WritingSystem.IsIdeograph(rune) && !IsHiragana(rune) && !IsKatakana(rune);

    /// <summary>True for a letter of a script that puts no blanks between words.</summary>
    public static bool IsUnspaced(Rune rune) => WritingSystem.IsIdeograph(rune) || WritingSystem.IsUnsegmented(rune);

    /// <summary>True for hiragana.</summary>
    public static bool IsHiragana(Rune rune) => rune.Value is >= 0x3041 and <= 0x309F;

    /// <summary>True for katakana, the half-width ones and the long vowel mark included.</summary>
    public static bool IsKatakana(Rune rune) =>
        rune.Value is (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F);
}
