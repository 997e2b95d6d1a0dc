using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>The words of a text as measures of similarity compare them.</summary>
internal static class TextTokens
{
    private const string AsciiSymbols = "$+<=>^`|~";

    private static readonly string[] Articles = ["a", "an", "the"];

    /// <summary>
    /// Runs of letters and digits of any script, in small letters; each character of Chinese and Japanese is one. On ASCII they
    /// are those of rouge-score: https://github.com/google-research/google-research/blob/master/rouge/tokenize.py.
    /// </summary>
    public static IReadOnlyList<string> Words(string text) => Split(text.ToLowerInvariant(), dropsPunctuation: false);

    /// <summary>
    /// The words by the rules of SQuAD: small letters, punctuation dropped (“don't” is “dont”), English articles dropped;
    /// https://worksheets.codalab.org/rest/bundles/0x6b567e1cf2e041ec80d7098f031c5c9e/contents/blob/ (evaluate-v2.0.py).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsArticles">True to keep a, an and the.</param>
    public static IReadOnlyList<string> OfSquad(string text, bool keepsArticles)
    {
        var words = Split(text.ToLowerInvariant(), dropsPunctuation: true);
        return keepsArticles ? words : [.. words.Where(word => !Articles.Contains(word, StringComparer.Ordinal))];
    }

    private static List<string> Split(string text, bool dropsPunctuation)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            if (WritingSystem.IsIdeograph(rune))
            {
                End();
                words.Add(rune.ToString());
            }
            else if (dropsPunctuation ? !Rune.IsWhiteSpace(rune) : Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                if (!dropsPunctuation || !IsPunctuation(rune))
                    word.Append(rune);
            }
            else
                End();
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsPunctuation(Rune rune) =>
        Rune.IsPunctuation(rune) || (rune.IsAscii && AsciiSymbols.Contains((char)rune.Value, StringComparison.Ordinal));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
