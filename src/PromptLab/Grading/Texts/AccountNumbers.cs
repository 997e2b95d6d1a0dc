using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>Finds IBANs and card numbers by their check digits, and social security numbers of the United States by their form.</summary>
internal static class AccountNumbers
{
    private const int LongestIban = 34;

    private static readonly char[] Blanks = [' ', '-', '\u00A0', '\u202F'];

    private static readonly FrozenSet<string> CardGroups = "4-4-4-4 4-4-4-4-3 4-6-5 4-6-4 12 13 14 15 16 17 18 19"
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    // The lengths of the SWIFT registry, release 99.
    private static readonly FrozenDictionary<string, int> IbanLengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 "
        + "FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 "
        + "MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 "
        + "SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    )
        .Split(' ')
        .ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    // Prefixes of issuers, from and to, with the lengths of their numbers.
    private static readonly (int From, int To, int Digits, int[] Lengths)[] Issuers =
    [
        (4, 4, 1, [13, 16, 19]), // Visa
        (51, 55, 2, [16]), // Mastercard
        (2221, 2720, 4, [16]),
        (34, 34, 2, [15]), // American Express
        (37, 37, 2, [15]),
        (6011, 6011, 4, [16, 19]), // Discover
        (644, 649, 3, [16, 19]),
        (65, 65, 2, [16, 19]),
        (300, 305, 3, [14]), // Diners Club
        (36, 36, 2, [14]),
        (38, 39, 2, [14]),
        (3528, 3589, 4, [16, 19]), // JCB, and its former prefixes
        (1800, 1800, 4, [15]),
        (2131, 2131, 4, [15]),
        (62, 62, 2, [16, 17, 18, 19]), // UnionPay
        (5018, 5018, 4, [12, 13, 14, 15, 16, 19]), // Maestro
        (5020, 5020, 4, [12, 13, 14, 15, 16, 19]),
        (5038, 5038, 4, [12, 13, 14, 15, 16, 19]),
        (5893, 5893, 4, [12, 13, 14, 15, 16, 19]),
        (6304, 6304, 4, [12, 13, 14, 15, 16, 19]),
        (6759, 6763, 4, [12, 13, 14, 15, 16, 19]),
    ];

    /// <summary>IBANs, with or without blanks: the length of their country and the check digits are right (ISO 13616, mod 97).</summary>
    public static IEnumerable<string> Ibans(string text)
    {
        for (var at = 0; at + 4 < text.Length; at++)
        {
            if (
                IsInWord(text, at - 1)
                || !char.IsAsciiLetter(text[at])
                || !IbanLengths.TryGetValue(text.Substring(at, 2).ToUpperInvariant(), out var length)
            )
                continue;
            var (written, letters) = Take(text, at, length, char.IsAsciiLetterOrDigit);
            if (letters.Length == length && !IsInWord(text, at + written.Length) && HasIbanCheckDigits(letters.ToUpperInvariant()))
                yield return written;
        }
    }

    /// <summary>Card numbers, with or without blanks: prefix and length are an issuer's, and the check digit is right (Luhn).</summary>
    public static IEnumerable<string> Cards(string text)
    {
        const int longest = 19;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || IsInWord(text, at - 1) || IsInNumber(text, at))
                continue;
            var (written, digits) = Take(text, at, longest + 1, char.IsAsciiDigit);
            var isWhole = IsIssued(digits) && HasLuhn(digits);
            if (isWhole || CardAtStart(written) is not { } card)
                card = isWhole ? written : "";
            if (card.Length > 0)
                yield return card;
            at += Math.Max(card.Length, LengthOfGroup(text, at)) - 1;
        }
    }

    // Other digits may follow after a blank: “4111 1111 1111 1111 123”. The groups are those of cards then.
    private static string? CardAtStart(string written)
    {
        for (var end = written.LastIndexOfAny(Blanks); end > 0; end = written.LastIndexOfAny(Blanks, end - 1))
        {
            var groups = written[..end].Split(Blanks);
            var digits = string.Concat(groups);
            if (CardGroups.Contains(string.Join('-', groups.Select(group => group.Length))) && IsIssued(digits) && HasLuhn(digits))
                return written[..end];
        }

        return null;
    }

    private static int LengthOfGroup(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - at;
    }

    /// <summary>Social security numbers of the United States, written as 123-45-6789, but those that are never given.</summary>
    public static IEnumerable<string> SocialSecurity(string text)
    {
        const int length = 11;
        for (var at = 0; at + length <= text.Length; at++)
        {
            if (text[at + 3] != '-' || text[at + 6] != '-' || IsInWord(text, at - 1) || IsInWord(text, at + length) || IsInNumber(text, at))
                continue;
            if (IsGiven(text.Substring(at, 3), text.Substring(at + 4, 2), text.Substring(at + 7, 4)))
                yield return text.Substring(at, length);
        }
    }

    private static bool IsGiven(string area, string group, string serial) =>
        (area + group + serial).All(char.IsAsciiDigit)
        && area is not ("000" or "666")
        && area[0] != '9'
        && group != "00"
        && serial != "0000";

    /// <summary>Check digits by Luhn, ISO/IEC 7812-1.</summary>
    internal static bool HasLuhn(string digits)
    {
        var sum = 0;
        for (var back = 0; back < digits.Length; back++)
        {
            var digit = digits[^(back + 1)] - '0';
            sum +=
                back % 2 == 0 ? digit
                : digit > 4 ? digit * 2 - 9
                : digit * 2;
        }

        return sum % 10 == 0;
    }

    /// <summary>Check digits by ISO 7064, MOD 97-10: the country and its digits moved to the end, letters as 10 to 35.</summary>
    internal static bool HasIbanCheckDigits(string iban)
    {
        if (!char.IsAsciiDigit(iban[2]) || !char.IsAsciiDigit(iban[3]))
            return false;
        var rest = 0;
        foreach (var c in iban[4..] + iban[..4])
            rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        return rest == 1;
    }

    // Up to so many characters, with single blanks or hyphens between them.
    private static (string Written, string Characters) Take(string text, int from, int most, Func<char, bool> belongs)
    {
        var characters = new StringBuilder(Math.Min(most, LongestIban));
        var (at, end) = (from, from);
        while (at < text.Length && characters.Length < most)
        {
            if (belongs(text[at]))
                (_, at, end) = (characters.Append(text[at]), at + 1, at + 1);
            else if (text[at] is ' ' or '-' or '\u00A0' or '\u202F' && at == end)
                at++;
            else
                break;
        }

        return (text[from..end], characters.ToString());
    }

    private static bool IsIssued(string digits) =>
        Array.Exists(Issuers, issuer =>
            issuer.Lengths.Contains(digits.Length)
            && int.Parse(digits.AsSpan(0, issuer.Digits), CultureInfo.InvariantCulture) is var prefix
            && prefix >= issuer.From
            && prefix <= issuer.To
        );

    private static bool IsInWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');

    // A part of a longer number: “1-234…”, “0.4111…”
    private static bool IsInNumber(string text, int at) =>
        at > 1 && text[at - 1] is '-' or '.' or ',' or '/' && char.IsAsciiDigit(text[at - 2]);
}
