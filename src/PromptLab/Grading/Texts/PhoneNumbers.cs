using System.Buffers;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Texts;

/// <summary>Finds telephone numbers: in international form, in common national forms, and any after a word such as “Tel.”.</summary>
/// <remarks>Dates, times, prices, order numbers and serial numbers look alike; only what is rarely anything else is taken.</remarks>
internal static partial class PhoneNumbers
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" -/().\u00A0\u202F");

    private const int FewestInternational = 8;
    private const int MostDigits = 15; // ITU-T E.164
    private const int FewestNational = 9;
    private const int MostNational = 12;
    private const int FewestAfterWord = 6;

    public static IEnumerable<string> Find(string text)
    {
        foreach (Match match in Candidate().Matches(text))
        {
            var written = match.Value.TrimEnd(' ', '-', '.', '/', '(', '\u00A0', '\u202F');
            var digits = written.Count(char.IsAsciiDigit);
            if (digits > MostDigits || IsPartOfOther(text, match.Index, match.Index + written.Length) || Date().IsMatch(written))
                continue;
            if (OtherBefore().IsMatch(Before(text, match.Index)) && !IsAfterWord(text, match.Index))
                continue;
            if (
                IsInternational(written, digits)
                || IsNational(written, digits)
                || NorthAmerican().IsMatch(written)
                || (digits >= FewestAfterWord && IsAfterWord(text, match.Index))
            )
                yield return written;
        }
    }

    // “+49 30 1234567”, “0049 (30) 1234567”
    private static bool IsInternational(string written, int digits) =>
        digits >= FewestInternational
        && written.TrimStart('(') is var number
        && (number is ['+', not '0', ..] || (number is ['0', '0', not '0', ..] && HasSeparator(written)));

    // “030 1234567”, “(0171) 123456”, “01 23 45 67 89”: a zero, and a blank or a sign between the parts
    private static bool IsNational(string written, int digits) =>
        digits is >= FewestNational and <= MostNational
        && written.TrimStart('(') is ['0', not '0' and not '.', ..]
        && HasSeparator(written);

    private static bool HasSeparator(string written) => written.AsSpan().ContainsAny(Separators);

    // Within a word, an address, an amount or an identifier.
    private static bool IsPartOfOther(string text, int from, int to)
    {
        var before = from > 0 ? text[from - 1] : ' ';
        var after = to < text.Length ? text[to] : ' ';
        var next = to + 1 < text.Length ? text[to + 1] : ' ';
        return char.IsLetterOrDigit(before)
            || before is '#' or '_' or '$' or '€' or '£' or '¥' or '=' or '@' or '%' or '.' or '/' or '-'
            || char.IsLetter(after)
            || after is '_' or '@' or '%' or '€' or '$' or '£'
            || (after is ',' or ':' && char.IsAsciiDigit(next));
    }

    private static bool IsAfterWord(string text, int at) => AfterWord().IsMatch(Before(text, at));

    private static string Before(string text, int at)
    {
        const int shown = 24;
        return text[Math.Max(0, at - shown)..at];
    }

    [GeneratedRegex(
        @"(\+|\(\+?|(?<![0-9])[0-9])[0-9]{0,15}([-. /()\u00A0\u202F]{1,3}[0-9]{1,15}){0,8}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Candidate();

    [GeneratedRegex(
        @"^\(?([2-9][0-9]{2}\) ?[2-9][0-9]{2}[-. ][0-9]{4}|[2-9][0-9]{2}(?<sign>[-.])[2-9][0-9]{2}\k<sign>[0-9]{4}|1[-. ]\(?[2-9][0-9]{2}\)?[-. ][2-9][0-9]{2}[-. ][0-9]{4})\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NorthAmerican();

    [GeneratedRegex(
        @"^([0-3]?\d(?<sign>[-./]) ?[0-3]?\d\k<sign> ?\d{2,4}|[12]\d{3}(?<mark>[-./])\d{1,2}\k<mark>\d{1,2})(\D|\z)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Date();

    [GeneratedRegex(
        @"\b(tel|telephone|telefon|telefoon|teléfono|telefono|téléphone|telefone|phone|mobile|mobil|handy|cell|cellphone|fax|whatsapp|rufnummer|móvil|celular|portable|tél|тел|телефон|電話|电话|手机|전화)\b( (number|no|nr|nummer|nº|n°))?( is| ist)?[ .:=]{0,4}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex AfterWord();

    // Numbers of books and goods, coordinates, and sums: “x = +12345678”
    [GeneratedRegex(
        @"\b(isbn(-?1[03])?|issn|ean|asin|lat|lon|lng|latitude|longitude|coordinates?|coords?)\b[ .:=""'(]{0,4}\z|= *\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OtherBefore();
}
