using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>What stands before the digits of a numeral: a sign, a currency, or something that makes them no number of their own.</summary>
/// <param name="Start">Where the numeral starts, with its sign.</param>
/// <param name="Kind">What it is.</param>
internal sealed partial record NumeralPrefix(int Start, NumeralPrefixKind Kind)
{
    /// <summary>Where the currency before the digits starts; null if there is none.</summary>
    public int? CurrencyStart { get; private init; }

    private const int MaxWindow = 40;

    private static readonly FrozenSet<string> Codes = (
        "USD EUR GBP CHF JPY CNY RMB INR CAD AUD NZD SEK NOK DKK PLN CZK HUF BRL MXN ZAR KRW RUB TRY SGD HKD "
        + "THB AED SAR ILS Rs Fr kr Kč zł"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads backwards from the first digit of a numeral, or from the decimal point before it.</summary>
    public static NumeralPrefix Read(string text, int start)
    {
        var direct = start > 0 && IsSign(text[start - 1]);
        var currency = SkipCurrency(text, direct ? start - 1 : start);
        var hasCurrency = currency < (direct ? start - 1 : start);
        var before = direct ? start - 1 : currency;
        NumeralPrefix prefix;
        if (direct)
            prefix = hasCurrency ? new(before, OfSign(text[before])) : OfJoinedSign(text, before);
        else if (before > 0 && IsSign(text[before - 1]))
            prefix = OfJoinedSign(text, before - 1);
        else if (before > 1 && IsBlank(text[before - 1]) && IsSign(text[before - 2]))
            prefix = OfSpacedSign(text, before - 2, start);
        else
            prefix = OfWords(text, before, start, hasCurrency);
        return prefix with { CurrencyStart = hasCurrency ? currency : null };
    }

    /// <summary>True if the word is the code of a currency, such as EUR.</summary>
    public static bool IsCurrencyCode(string word) => Codes.Contains(word);

    /// <summary>True for letters of scripts that separate words by blanks; in others, a number may follow a letter directly.</summary>
    public static bool IsWordLetter(char c) =>
        char.IsLetter(c) && c is not ((>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or >= '\u2E80' and < '\uFB00');

    private static bool IsBlank(char c) => c is ' ' or NumberCharacters.JoiningBlank;

    private static bool IsSign(char c) => c is '-' or '−' or '—' or '+';

    private static NumeralPrefixKind OfSign(char sign) => sign == '+' ? NumeralPrefixKind.None : NumeralPrefixKind.Minus;

    // Where the currency before the position starts; the position itself if there is none.
    private static int SkipCurrency(string text, int at)
    {
        var end = at > 0 && IsBlank(text[at - 1]) ? at - 1 : at;
        if (end > 1 && text[end - 1] == '.' && char.IsLetter(text[end - 2]))
            end--; // “Rs. 500”
        var start = end;
        if (start > 0 && char.GetUnicodeCategory(text[start - 1]) == UnicodeCategory.CurrencySymbol)
        {
            start--;
            var letters = start;
            while (letters > 0 && start - letters < 3 && char.IsAsciiLetterUpper(text[letters - 1]))
                letters--;
            return letters > 0 && char.IsLetterOrDigit(text[letters - 1]) ? start : letters; // “US$”
        }

        while (start > 0 && end - start < 4 && char.IsLetter(text[start - 1]))
            start--;
        return Codes.Contains(text[start..end]) ? start : at;
    }

    // A sign that touches the digits or their currency.
    private static NumeralPrefix OfJoinedSign(string text, int sign)
    {
        if (sign == 0)
            return new(sign, OfSign(text[sign]));
        var before = text[sign - 1];
        if (IsSign(before) || before is '/' or '^' or '±' or '∓' or NumberCharacters.SoftHyphen)
            return new(sign - 1, NumeralPrefixKind.Unreadable);
        if (before is ')' or ']' or '%' or '°' || char.IsDigit(before))
            return new(sign + 1, NumeralPrefixKind.None); // a difference or a range
        if (!IsWordLetter(before))
            return new(sign, OfSign(text[sign]));
        var word = sign;
        while (word > 0 && sign - word < MaxWindow && char.IsLetter(text[word - 1]))
            word--;
        if (Codes.Contains(text[word..sign]))
            return new(sign, OfSign(text[sign])); // EUR-5
        var isUnit = word > 0 && char.IsDigit(text[word - 1]); // 3km-5km
        return new(sign + 1, isUnit || text[sign] == '—' ? NumeralPrefixKind.None : NumeralPrefixKind.Name);
    }

    // “= - 5” is negative, “2 - 5” a difference, “Answer - 5” a dash, “- 5” a list entry if there are others; else it is not certain.
    private static NumeralPrefix OfSpacedSign(string text, int sign, int start)
    {
        var isMinus = text[sign] == '−';
        var at = sign;
        while (at > 0 && (IsBlank(text[at - 1]) || text[at - 1] is '*' or '_' or '`' or '>' or '\t'))
            at--;
        if (text[sign] == '+' || (at > 0 && (char.IsDigit(text[at - 1]) || text[at - 1] is ')' or ']' or '%')))
            return new(start, NumeralPrefixKind.None);
        if (isMinus)
            return new(sign, NumeralPrefixKind.Minus);
        if (at == 0 || text[at - 1] is '\n' or '\r')
            return text.AsSpan(0, at).IsWhiteSpace() && !text.AsSpan(start).Trim().Contains('\n')
                ? new(sign, NumeralPrefixKind.Unreadable)
                : new(start, NumeralPrefixKind.None);
        if (text[at - 1] is '=' or ':' or '(' or '[' or '{' or '≈' or '<')
            return new(sign, NumeralPrefixKind.Minus);
        return Copula().IsMatch(Window(text, at)) ? new(sign, NumeralPrefixKind.Unreadable) : new(start, NumeralPrefixKind.None);
    }

    private static NumeralPrefix OfWords(string text, int before, int start, bool hasCurrency)
    {
        var window = Window(text, before);
        if (Words().Match(window) is { Success: true } word)
        {
            var at = before - word.Length;
            if (word.Groups["doubt"].Success || IsInDoubt(text, at, word.Groups["unsure"].Success))
                return new(WordsBefore(text, at), NumeralPrefixKind.Unreadable);
            return EndsWithDigit().IsMatch(Window(text, at)) ? new(start, NumeralPrefixKind.None) : new(at, NumeralPrefixKind.Minus);
        }

        if (hasCurrency)
            return new(start, NumeralPrefixKind.None);
        if (Unclear().Match(window) is { Success: true } unclear)
            return new(before - unclear.Length, NumeralPrefixKind.Unreadable);
        return new(start, Name().IsMatch(window) ? NumeralPrefixKind.Name : NumeralPrefixKind.None);
    }

    // “plus or minus 5”; and “moins” or “menos”, which also means “less” or “least”, unless it begins the answer.
    private static bool IsInDoubt(string text, int at, bool isUnsure)
    {
        var window = Window(text, at).TrimEnd();
        return isUnsure ? window.Length > 0 && window[^1] is not (':' or '=' or '\n') : Alternative().IsMatch(window);
    }

    // The two words before a position belong to what is not certain: “plus or minus 5”, “au moins 5”.
    private static int WordsBefore(string text, int at)
    {
        for (var word = 0; word < 2; word++)
        {
            while (at > 0 && IsBlank(text[at - 1]))
                at--;
            while (at > 0 && !char.IsWhiteSpace(text[at - 1]))
                at--;
        }

        return at;
    }

    private static string Window(string text, int end) => text[Math.Max(0, end - MaxWindow)..end];

    [GeneratedRegex(@"(?:^|[^\p{L}])(?i:is|are|was|were|be|equals?|ist|est|es|è|é)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Copula();

    // Words that make the number negative, and such as leave its value open.
    [GeneratedRegex(
        @"(?<=^|[^\p{L}\p{N}-])(?i:(?<unsure>moins|menos|meno|mínus)|minus|negative|минус|(?<doubt>half(?: of)?|double|twice|triple))[ \u00A0]$|(?:负|負|マイナス|마이너스)[ \u00A0]?$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:(?<![\p{L}])(?i:or|ou|o|oder|plus|not)|/|±)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Alternative();

    [GeneratedRegex(@"[0-9][%)]?[ \u00A0]?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EndsWithDigit();

    // ±5, log(5), \ln 5, a comma that may begin decimals, and the digits after subscripts or powers.
    [GeneratedRegex(
        @"(?:[±∓\u00AD\u2080-\u2089\u2070\u00B9\u00B2\u00B3\u2074-\u2079] ?|\\(?:log|lg|ln|exp|sin|cos|tan)(?:_\{?[0-9]+\}?)?[ ({]*|(?<!\p{L})(?:sqrt|log|ln|exp|sin|cos|tan)(?:_?[0-9]+)?\(|[0-9]\*\*|[0-9] ?\^[ ({]{0,2}|(?<=^|[ \u00A0\n(])[.,])$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Unclear();

    // A letter before it (H2O), a subscript (x_1, x_{1}) or the power of a name or unit (cm^2).
    [GeneratedRegex(
        @"(?:[\p{L}-[\u0E00-\u0EFF\u1000-\u109F\u2E80-\uFAFF]]|[\p{L}\p{N}]_+\{?|[\p{L})}\]]\^[({]?)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Name();
}

/// <summary>What the characters before digits make of them.</summary>
internal enum NumeralPrefixKind
{
    /// <summary>A positive number.</summary>
    None,

    /// <summary>A negative number.</summary>
    Minus,

    /// <summary>A part of a name such as H2O or COVID-19; no number.</summary>
    Name,

    /// <summary>Something whose value is not certain.</summary>
    Unreadable,
}
