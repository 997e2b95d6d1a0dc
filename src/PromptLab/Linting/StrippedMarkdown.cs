using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Linting;

/// <summary>Texts in the form in which they are held against each other.</summary>
internal static partial class StrippedMarkdown
{
    /// <summary>A text in Unicode's form NFKC, in capitals, with single blanks for white space.</summary>
    public static string Normalise(string text) =>
        string.Join(' ', Composed(text).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// The words of a normalised text: runs of letters and digits; each sign of a script that is written without blanks
    /// is a word.
    /// </summary>
    public static IReadOnlyList<string> Words(string normalised) => [.. Word().Matches(normalised).Select(match => match.Value)];

    /// <summary>The words with a blank around each, so that a phrase is found at the bounds of words only.</summary>
    public static string Spaced(string text) => $" {string.Join(' ', Words(Normalise(text)))} ";

    /// <summary>A text with 0 for every digit.</summary>
    public static string WithoutDigits(string text) => string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsDigit(source[i]) ? '0' : source[i];
        });

    // Half a surrogate pair has no composed form; such a text stays as it is.
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    // Thai, Hiragana, Katakana and Han.
    [GeneratedRegex(
        @"[\u0E00-\u0E7F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]|[\p{L}\p{M}\p{N}-[\u0E00-\u0E7F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]]+",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Word();
}
