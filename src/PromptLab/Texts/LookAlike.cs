using System.Globalization;
using System.Text;

namespace PromptLab.Texts;

/// <summary>Texts that look the same and are not: composed or not, with invisible characters or letters of another script.</summary>
/// <remarks>
/// Only what hardly any font tells apart: composed forms (NFC), invisible characters, blanks, dashes, quotation marks, and the
/// Cyrillic and Greek letters that are drawn as Latin ones. A subset of Unicode's confusables, https://www.unicode.org/reports/tr39/.
/// </remarks>
internal static class LookAlike
{
    private const int MaxShown = 6;
    private const int MaxLength = 20_000;
    private const string From = "АВЕЗКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲ‐‑‒–—―−‘’‚′ʼ`´“”„″µ∙‧•";
    private const string To = "ABE3KMHOPCTYXIJSaeopcyxijshdqwABEZHIKMNOPTYXovc-------'''''''\"\"\"\"μ···";

    private static readonly Dictionary<char, char> Drawn = From.Zip(To).ToDictionary();

    /// <summary>True if two different texts look the same; false where one has more than 20,000 characters.</summary>
    public static bool Is(string one, string other) =>
        Math.Max(one.Length, other.Length) <= MaxLength
        && !string.Equals(one, other, StringComparison.Ordinal)
        && string.Equals(Skeleton(one), Skeleton(other), StringComparison.Ordinal);

    /// <summary>A form that texts share if and only if they look the same.</summary>
    public static string Skeleton(string text) =>
        string.Join(
            ' ',
            string.Concat(InvisibleText.Remove(text).Select(c => Drawn.GetValueOrDefault(c, c)))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    /// <summary>The code points in which two texts differ, such as <c>U+0065 U+0301</c> and <c>U+00E9</c>.</summary>
    public static (string One, string Other) Differences(string one, string other)
    {
        var (first, second) = (one.EnumerateRunes().ToList(), other.EnumerateRunes().ToList());
        var start = first.Zip(second).TakeWhile(pair => pair.First == pair.Second).Count();
        // A mark belongs to the letter before it.
        while (start > 0 && (IsMark(first, start) || IsMark(second, start)))
            start--;
        var end = Enumerable.Reverse(first).Zip(Enumerable.Reverse(second)).TakeWhile(pair => pair.First == pair.Second).Count();
        end = Math.Min(end, Math.Min(first.Count, second.Count) - start);
        return (CodePoints(first[start..^end]), CodePoints(second[start..^end]));
    }

    private static bool IsMark(List<Rune> runes, int at) =>
        at < runes.Count && Rune.GetUnicodeCategory(runes[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static string CodePoints(List<Rune> runes) =>
        runes.Count == 0
            ? "nothing there"
            : string.Join(' ', runes.Take(MaxShown).Select(rune => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")))
                + (runes.Count > MaxShown ? " …" : "");
}
