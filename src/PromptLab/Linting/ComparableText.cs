using System.Text.RegularExpressions;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Normalises texts for comparison, and splits them into words.</summary>
internal static partial class ComparableText
{
    /// <summary>A text in Unicode normalisation form KC, in upper case, with single spaces for white space.</summary>
    public static string Normalise(string text) =>
        string.Join(' ', UnicodeText.Compose(text).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The words of a normalised text: runs of letters and digits. In scripts without spaces, each character is a word.</summary>
    public static IReadOnlyList<string> Words(string normalised) => [.. Word().Matches(normalised).Select(match => match.Value)];

    /// <summary>The words with a space around each, so that a phrase is found only at word boundaries.</summary>
    public static string Spaced(string text) => $" {string.Join(' ', Words(Normalise(text)))} ";

    /// <summary>A text with 0 for every digit.</summary>
    public static string WithoutDigits(string text) => string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsDigit(source[i]) ? '0' : source[i];
        });

    // Thai, Hiragana, Katakana and Han.
    [GeneratedRegex(
        @"[\u0E00-\u0E7F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]|[\p{L}\p{M}\p{N}-[\u0E00-\u0E7F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]]+",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Word();
}
