using System.Globalization;
using System.Text;

namespace PromptLab.Texts;

/// <summary>Normalises texts by Unicode's rules, in time proportional to their length.</summary>
internal static class UnicodeText
{
    // Marks after one letter are sorted, which takes quadratic time: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format.
    // No script puts more than 30 marks on a letter.
    private const int MaxMarks = 256;

    /// <summary>The text in normalisation form KC; unchanged if it has an unpaired surrogate, which cannot be normalised.</summary>
    public static string Compose(string text) => Normalize(text, NormalizationForm.FormKC);

    /// <summary>
    /// The text in a normalisation form; unchanged if it has an unpaired surrogate, which cannot be normalised. A row of more than
    /// 256 marks on one letter is normalised in pieces of that length.
    /// </summary>
    public static string Normalize(string text, NormalizationForm form)
    {
        try
        {
            var cuts = FindCuts(text);
            if (cuts.Count == 0)
                return text.Normalize(form);
            var pieces = new StringBuilder(text.Length);
            var from = 0;
            foreach (var cut in cuts.Append(text.Length))
            {
                pieces.Append(text[from..cut].Normalize(form));
                from = cut;
            }

            return pieces.ToString();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static List<int> FindCuts(string text)
    {
        var (cuts, marks) = (new List<int>(), 0);
        for (var at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            marks = text[at] >= '\u0300' && IsMark(text, at) ? marks + 1 : 0;
            if (marks == MaxMarks)
            {
                cuts.Add(at);
                marks = 0;
            }
        }

        return cuts;
    }

    private static bool IsMark(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
