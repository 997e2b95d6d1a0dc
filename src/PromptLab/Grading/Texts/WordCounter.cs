using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>
/// Counts words: runs of characters between blanks or dashes that hold a letter or a digit. Each character of Chinese and
/// Japanese is a word.
/// </summary>
/// <remarks>“well-known”, “don’t” and “3.5” are one word each, “—”, “&amp;” and a bullet are none.</remarks>
internal static class WordCounter
{
    private const char EmDash = '—';
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>
    /// The number of words. Where words stand together in Thai, Lao, Khmer, Burmese or Tibetan, they are at least one and at most
    /// as many as there are letters.
    /// </summary>
    public static CountRange Count(string text)
    {
        var (words, runs, letters, inWord, inRun, last) = (0, 0, 0, false, false, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            if (Separates(rune, last))
                (inWord, inRun) = (false, false);
            else if (WritingSystem.IsIdeograph(rune))
                (words, inWord, inRun) = (words + 1, false, false);
            else if (WritingSystem.IsUnsegmented(rune))
            {
                runs += inRun ? 0 : 1;
                letters += !inRun || Rune.IsLetter(rune) ? 1 : 0;
                (inWord, inRun) = (false, true);
            }
            else if (Rune.IsLetterOrDigit(rune) || IsFraction(rune))
            {
                words += inWord ? 0 : 1;
                (inWord, inRun) = (true, false);
            }

            last = rune;
        }

        return new CountRange(words + runs, words + letters);
    }

    // “½ cup” is two words.
    private static bool IsFraction(Rune rune) => rune.Value is (>= 0x00BC and <= 0x00BE) or (>= 0x2150 and <= 0x215F) or 0x2189;

    private static bool Separates(Rune rune, Rune last) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value is EmDash or ZeroWidthSpace
        || (rune.Value == '-' && last.Value == '-')
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherPunctuation && WritingSystem.IsIdeograph(last));
}
