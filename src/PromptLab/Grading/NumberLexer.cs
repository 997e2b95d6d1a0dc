using System.Globalization;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// Finds the numerals of a text, each taken whole: with its sign, groups, decimals, fraction, power and scale word. The one reader
/// of numbers for every grader and for <c>extract: last-number</c>; the same in every culture, and in linear time.
/// </summary>
internal sealed partial class NumberLexer
{
    private const int StepsPerNumeral = 20;

    private readonly NumberCharacters _characters;
    private readonly string _text;
    private readonly bool _decimalComma;
    private readonly WorkBudget? _budget;
    private readonly List<Numeral> _found = [];

    private NumberLexer(string text, bool decimalComma, WorkBudget? budget)
    {
        _characters = NumberCharacters.Of(text);
        _text = _characters.Text;
        _decimalComma = decimalComma;
        _budget = budget;
    }

    /// <summary>The numerals of a text, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="decimalComma">True if it writes 1.234,5; otherwise 1,234.5.</param>
    /// <param name="budget">Bounds the work; null for none.</param>
    public static IReadOnlyList<Numeral> Read(string text, bool decimalComma, WorkBudget? budget = null)
    {
        var lexer = new NumberLexer(text, decimalComma, budget);
        lexer.ReadAll();
        return lexer._found;
    }

    private void ReadAll()
    {
        if (Accounting().Match(_text) is { Success: true } amount)
        {
            Add(amount.Groups["amount"].Index, amount.Groups["amount"].Index + amount.Groups["amount"].Length, NumeralKind.Unreadable);
            return;
        }

        var at = 0;
        while (Start().Match(_text, at) is { Success: true } start)
        {
            _budget?.Spend(StepsPerNumeral);
            at = Math.Max(start.Index + 1, ReadOne(start.Index));
        }
    }

    // Reads the numeral that starts at a position, and returns where the next may start.
    private int ReadOne(int start)
    {
        try
        {
            return char.IsAsciiDigit(_text[start]) ? ReadDigits(start) : ReadSign(start);
        }
        catch (OverflowException)
        {
            var end = start + Digits().Match(_text, start).Length;
            Add(NumeralPrefix.Read(_text, start).Start, end, NumeralKind.TooLarge);
            return end;
        }
    }

    private int ReadDigits(int digit)
    {
        var start = StartsWithPoint(digit) ? digit - 1 : digit;
        var prefix = NumeralPrefix.Read(_text, start);
        var body = NumeralBody.Read(_text, start, _decimalComma, isInList: IsInList(digit));
        if (prefix.Kind == NumeralPrefixKind.Name || body.Kind == NumeralBodyKind.Dotted)
            return body.End;
        if (Date().Match(_text, digit) is { Success: true } date)
            return Add(prefix.Start, date.Index + date.Length, NumeralKind.Date);
        if (body.Kind == NumeralBodyKind.List)
            return ReadList(start, body.End);
        if (body.Kind == NumeralBodyKind.Several)
            return Add(prefix.Start, body.End, NumeralKind.Several);
        if (body.Kind == NumeralBodyKind.TooLarge)
            return Add(prefix.Start, EndOfTooLarge(body.End), NumeralKind.TooLarge);
        if (body.Kind == NumeralBodyKind.Unreadable || Radix().IsMatch(_text, digit))
            return Add(
                prefix.Start,
                Radix().Match(_text, digit) is { Success: true } radix ? digit + radix.Length : body.End,
                NumeralKind.Unreadable
            );
        return Complete(prefix, NumeralTail.Read(_text, body, HasCurrency(prefix, body.End)), body.Decimals);
    }

    // The entries of a list but the last, which may have a unit or a scale.
    private int ReadList(int start, int end)
    {
        var last = _text.LastIndexOf(',', end - 1) + 1;
        for (var at = start; at < last; at = _text.IndexOf(',', at) + 1)
            _found.Add(
                new Numeral(
                    _characters.OriginOf(at),
                    _characters.Original(at, _text.IndexOf(',', at)),
                    NumeralKind.Number,
                    decimal.Parse(_text.AsSpan(at, _text.IndexOf(',', at) - at), NumberStyles.None, CultureInfo.InvariantCulture)
                )
            );
        return last;
    }

    // A root, or a fraction without digits before it.
    private int ReadSign(int start)
    {
        var prefix = NumeralPrefix.Read(_text, start);
        if (Root().Match(_text, start) is { Success: true } root)
        {
            var end = root.Index + root.Length;
            return Add(prefix.Start, NumeralTail.EndOfBraces(_text, end), NumeralKind.Unreadable);
        }

        var tail = NumeralTail.ReadAlone(_text, start, HasCurrency(prefix, start));
        return tail.End == start ? start + 1 : Complete(prefix, tail, null);
    }

    private int Complete(NumeralPrefix prefix, NumeralTail tail, int? decimals)
    {
        if (Joined().Match(_text, tail.End) is { Success: true } joined)
            return Add(prefix.Start, joined.Index + joined.Length, NumeralKind.Several);
        if (!tail.IsReadable || prefix.Kind == NumeralPrefixKind.Unreadable)
            return Add(prefix.Start, tail.End, NumeralKind.Unreadable);
        var value = prefix.Kind == NumeralPrefixKind.Minus ? -tail.Value : tail.Value;
        // The scale of “$5m” depends on its currency, which is written with it.
        var start = tail.HasScale && prefix.CurrencyStart < prefix.Start ? prefix.CurrencyStart.Value : prefix.Start;
        _found.Add(new Numeral(_characters.OriginOf(start), _characters.Original(start, tail.End), NumeralKind.Number, value, decimals));
        return tail.End;
    }

    // $5$ is LaTeX and no dollars.
    private bool HasCurrency(NumeralPrefix prefix, int end) =>
        prefix.CurrencyStart is { } start && !(_text[start] == '$' && end < _text.Length && _text[end] == '$');

    private int Add(int start, int end, NumeralKind kind)
    {
        _found.Add(new Numeral(_characters.OriginOf(start), _characters.Original(start, end), kind));
        return end;
    }

    // “.5”, but not the full stop of “Rs.500”, “3.5.6” or “well...42”.
    private bool StartsWithPoint(int digit) =>
        digit > 0
        && (_text[digit - 1] == (_decimalComma ? ',' : '.') || _text[digit - 1] == '\u066B')
        && (digit == 1 || !(char.IsLetterOrDigit(_text[digit - 2]) || _text[digit - 2] is '.' or ','));

    private bool IsInList(int digit) => digit > 1 && _text[digit - 1] == ',' && char.IsAsciiDigit(_text[digit - 2]);

    private int EndOfTooLarge(int end) => end + Digits().Match(_text, end).Length;

    [GeneratedRegex(@"[0-9]|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉]|[⁰¹²³⁴-⁹]{1,9}/[₀-₉0-9]|\\[dtc]?frac|\\sqrt|√", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"\G(?:\\sqrt ?(?:\[[^\]\n]{0,9}\])?|√[ (]?[0-9.,]*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Root();

    // 0x1F and the like.
    [GeneratedRegex(@"\G0[xXbBoO][0-9A-Fa-f]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Radix();

    [GeneratedRegex(@"\G[-+0-9.,eE^{}]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(
        @"\G(?:[0-9]{4}(?<mark>[-/])[0-9]{1,2}\k<mark>[0-9]{1,2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?|[0-9]{1,2}(?<mark>[-/])[0-9]{1,2}\k<mark>[0-9]{4})(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Date();

    // Ranges, ratios, times and telephone numbers: 3–5, 3:1, $3-$5, 3km-5km, 555-123-4567.
    [GeneratedRegex(@"\G(?:[%°]|\p{L}{1,5})?(?:[-−—:/~]\p{Sc}?[0-9]+(?:[.,'][0-9]+)*[%°]?){1,20}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Joined();

    // Brackets around a whole amount of money may make it negative.
    [GeneratedRegex(
        @"^\s*(?<amount>\p{Sc}\s?\([0-9][0-9.,' ]*\)|\([A-Z]{0,3}\p{Sc}\s?[0-9][0-9.,' ]*\)|\([0-9][0-9.,' ]*\s?\p{Sc}\))[.\s]*$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Accounting();
}
