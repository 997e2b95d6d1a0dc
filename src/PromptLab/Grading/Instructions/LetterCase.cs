using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>Whether the letters of a text are all capitals or all small ones, in every script that has both.</summary>
internal static class LetterCase
{
    /// <summary>True if there is a capital letter and no small one; ß is a small letter.</summary>
    public static bool IsUpper(string text) => Has(text, Rune.IsUpper) && FirstSmall(text) is null;

    /// <summary>True if there is a small letter and no capital one.</summary>
    public static bool IsLower(string text) => Has(text, Rune.IsLower) && FirstCapital(text) is null;

    /// <summary>The first word with a small letter; null if there is none.</summary>
    public static string? FirstSmall(string text) => FirstWith(text, rune => Rune.IsLower(rune) || IsTitle(rune));

    /// <summary>The first word with a capital letter; null if there is none.</summary>
    public static string? FirstCapital(string text) => FirstWith(text, rune => Rune.IsUpper(rune) || IsTitle(rune));

    // Letters that are a capital and a small one at once, such as ǅ.
    private static bool IsTitle(Rune rune) => Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.TitlecaseLetter;

    private static bool Has(string text, Predicate<Rune> isWanted)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (isWanted(rune))
                return true;
        }

        return false;
    }

    private static string? FirstWith(string text, Predicate<Rune> isWanted)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (isWanted(rune))
                return WordAt(text, at);
            at += rune.Utf16SequenceLength;
        }

        return null;
    }

    private static string WordAt(string text, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            start--;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return text[start..end];
    }
}
