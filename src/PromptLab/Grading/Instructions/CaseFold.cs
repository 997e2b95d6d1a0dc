using System.Text;
using PromptLab.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// Makes texts that differ in capital and small letters only the same: also ß and ẞ (as ss), the two small sigmas of Greek, and the
/// dotted and dotless i of Turkish.
/// </summary>
internal static class CaseFold
{
    private static readonly string[] Turkic = ["tr", "az"];

    /// <summary>True if I is the capital of the dotless ı: the language says so, or one of the texts has that letter.</summary>
    public static bool IsTurkish(string? language, params ReadOnlySpan<string> texts)
    {
        if (Turkic.Contains(language, StringComparer.Ordinal))
            return true;
        foreach (var text in texts)
        {
            if (text.Contains('ı', StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The text to compare, with ß as ss.</summary>
    public static string Apply(string text, bool isTurkish) => Letters(text, isTurkish).Replace("ß", "ss", StringComparison.Ordinal);

    /// <summary>The text with small letters, letter by letter, in composed form.</summary>
    public static string Letters(string text, bool isTurkish)
    {
        var composed = UnicodeText.Normalize(text, NormalizationForm.FormC);
        return string.Create(composed.Length, (composed, isTurkish), static (small, from) =>
        {
            for (var i = 0; i < small.Length; i++)
                small[i] = Small(from.composed[i], from.isTurkish);
        });
    }

    private static char Small(char letter, bool isTurkish) =>
        letter switch
        {
            'I' => isTurkish ? 'ı' : 'i',
            'İ' => 'i',
            'ẞ' => 'ß',
            'ς' => 'σ',
            _ => char.ToLowerInvariant(letter),
        };
}
