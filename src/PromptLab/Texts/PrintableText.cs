using System.Buffers;
using System.Globalization;
using System.Text;

namespace PromptLab.Texts;

/// <summary>
/// Makes the characters visible that would control a terminal or change the order of what one reads, so that no text of a model,
/// a server or a file can. What is pictured holds nothing more to picture.
/// </summary>
/// <remarks>
/// Pictured are the controls except line feed and tab, the line and paragraph separators, what Unicode has for the direction of
/// text (UAX #9, and the deprecated U+206A to U+206F), the annotation marks, and the two code points that XML forbids. Joiners and
/// other characters without width stay: they belong to scripts and emoji, and move nothing; <c>check</c> finds names that
/// differ in nothing else.
/// </remarks>
internal static class PrintableText
{
    private const char FirstPicture = '\u2400';
    private const char PictureOfDelete = '\u2421';

    private static readonly (int From, int To)[] Ranges =
    [
        (0x00, 0x08),
        (0x0B, 0x1F),
        (0x7F, 0x9F),
        (0x061C, 0x061C),
        (0x200E, 0x200F),
        (0x2028, 0x202E),
        (0x2066, 0x206F),
        (0xFFF9, 0xFFFB),
        (0xFFFE, 0xFFFF),
    ];

    private static readonly SearchValues<char> Unprintable = SearchValues.Create([
        .. Ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1)).Select(code => (char)code),
    ]);

    /// <summary>
    /// The text with pictures: <c>␛</c> and the like, or <c>⟨U+202E⟩</c> where there is none. Lines and tabs stay; half a surrogate
    /// pair becomes U+FFFD.
    /// </summary>
    public static string Of(string text) => WithoutHalves(Of(text.AsSpan(), PictureOf) ?? text);

    /// <summary>The text with pictures; null where it has nothing to picture.</summary>
    public static string? OrNull(ReadOnlySpan<char> text) => Of(text, PictureOf);

    /// <summary>The JSON text with those characters escaped, which stand in strings only: it means the same.</summary>
    public static string OfJson(string json) => Of(json.AsSpan(), EscapeOf) ?? json;

    /// <summary>The text on one line, cut after <paramref name="longest"/> characters; line feeds and tabs are pictured too.</summary>
    public static string OneLine(string text, int longest = int.MaxValue) =>
        Of(Cut(text, longest)).Replace('\n', '\u240A').Replace('\t', '\u2409');

    private static string WithoutHalves(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(text.EnumerateRunes()) : text;

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text
        : char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)] + "…"
        : text[..longest] + "…";

    private static string? Of(ReadOnlySpan<char> text, Func<char, string> picture)
    {
        var next = text.IndexOfAny(Unprintable);
        if (next < 0)
            return null;
        var pictured = new StringBuilder(text.Length + 16);
        for (; next >= 0; next = text.IndexOfAny(Unprintable))
        {
            pictured.Append(text[..next]).Append(picture(text[next]));
            text = text[(next + 1)..];
        }

        return pictured.Append(text).ToString();
    }

    private static string PictureOf(char character) =>
        character switch
        {
            < ' ' => ((char)(FirstPicture + character)).ToString(),
            '\u007F' => PictureOfDelete.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"⟨U+{(int)character:X4}⟩"),
        };

    private static string EscapeOf(char character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
}
