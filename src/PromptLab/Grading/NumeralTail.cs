using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// Reads what follows the digits of a numeral and changes its value: exponents and powers (1e3, 10^6, 10⁶, 1.5×10^6), fractions
/// (1/2, 2 1/2, 2½, \frac{1}{2}) and scale words (1.5 million). What it can't evaluate makes the numeral unreadable.
/// </summary>
internal sealed partial class NumeralTail
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";
    private const string VulgarFractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉";

    private static readonly (int Over, int Under)[] VulgarValues =
    [
        (1, 2),
        (1, 3),
        (2, 3),
        (1, 4),
        (3, 4),
        (1, 5),
        (2, 5),
        (3, 5),
        (4, 5),
        (1, 6),
        (5, 6),
        (1, 7),
        (1, 8),
        (3, 8),
        (5, 8),
        (7, 8),
        (1, 9),
        (1, 10),
        (0, 3),
    ];

    private readonly string _text;

    private NumeralTail(string text, int end, decimal value) => (_text, End, Value) = (text, end, value);

    /// <summary>Where the numeral ends.</summary>
    public int End { get; private set; }

    /// <summary>The value without a sign, as far as it is readable.</summary>
    public decimal Value { get; private set; }

    /// <summary>False if something follows that changes the value in a way that is not certain.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>True if a scale word stands after the digits.</summary>
    public bool HasScale { get; private set; }

    /// <summary>Reads the tail of digits.</summary>
    /// <param name="text">The text, with unified characters.</param>
    /// <param name="body">The digits.</param>
    /// <param name="hasCurrency">True if a currency stands before the digits.</param>
    /// <exception cref="OverflowException">The value is too large.</exception>
    public static NumeralTail Read(string text, NumeralBody body, bool hasCurrency)
    {
        var tail = new NumeralTail(text, body.End, body.Value);
        if (body.Decimals is not null || !tail.TryReadFraction(body))
            tail.ReadPowers();
        if (tail.End > body.End && Decimals().Match(text, tail.End) is { Success: true } decimals)
            (tail.End, tail.IsReadable) = (tail.End + decimals.Length, false); // 1e3.5
        tail.ReadScale(hasCurrency);
        tail.ReadRest();
        return tail;
    }

    /// <summary>Reads a fraction without digits before it: ½, ³⁄₄ or \frac{1}{2}.</summary>
    /// <exception cref="OverflowException">The value is too large.</exception>
    public static NumeralTail ReadAlone(string text, int start, bool hasCurrency)
    {
        var tail = new NumeralTail(text, start, 0);
        tail.ReadFractionSign();
        tail.ReadScale(hasCurrency);
        tail.ReadRest();
        return tail;
    }

    // 2½, 2 1/2, 1/2, 2\frac{1}{2}, 2³⁄₄, “2 and a half”; true if there is one.
    private bool TryReadFraction(NumeralBody body)
    {
        if (Mixed().Match(_text, End) is { Success: true } mixed && IsProper(mixed))
            return Add(mixed, Integer(mixed, "over"), Integer(mixed, "under"));
        if (Fraction().Match(_text, End) is { Success: true } fraction)
        {
            var under = Integer(fraction, "under");
            IsReadable = under != 0 && !body.HasBlanks;
            Value = under == 0 ? 0 : Value / under;
            End = fraction.Index + fraction.Length;
            return true;
        }

        if (Halves().Match(_text, End) is { Success: true } half)
            return Add(
                half,
                half.Groups["three"].Success ? 3 : 1,
                half.Groups["half"].Success ? 2
                    : half.Groups["third"].Success ? 3
                    : 4
            );
        return ReadFractionSign();
    }

    private static bool IsProper(Match mixed) => Integer(mixed, "over") < Integer(mixed, "under");

    private bool Add(Match match, decimal over, decimal under)
    {
        Value += over / under;
        End = match.Index + match.Length;
        return true;
    }

    private bool ReadFractionSign()
    {
        if (Vulgar().Match(_text, End) is { Success: true } vulgar)
        {
            var (over, under) = VulgarValues[VulgarFractions.IndexOf(vulgar.Value[^1], StringComparison.Ordinal)];
            return Add(vulgar, over, under);
        }

        if (Raised().Match(_text, End) is { Success: true } raised)
            return AddIfDefined(raised, FromSmall(raised, "over"), FromSmall(raised, "under"));
        if (Frac().Match(_text, End) is not { Success: true } frac)
            return false;
        if (!frac.Groups["over"].Success)
        {
            (End, IsReadable) = (EndOfBraces(_text, frac.Index + frac.Length), false);
            return true;
        }

        return AddIfDefined(frac, Integer(frac, "over"), Integer(frac, "under"));
    }

    private bool AddIfDefined(Match match, decimal over, decimal under)
    {
        IsReadable = under != 0;
        return under == 0 ? Add(match, 0, 1) : Add(match, over, under);
    }

    private void ReadPowers()
    {
        if (Exponent().Match(_text, End) is { Success: true } exponent)
            Multiply(exponent, Power(10, Integer(exponent, "power")));
        else if (Powers().Match(_text, End) is { Success: true } power)
        {
            Value = Power(Value, PowerOf(power));
            End = power.Index + power.Length;
        }
        else if (TimesTen().Match(_text, End) is { Success: true } ten)
            Multiply(ten, Power(10, PowerOf(ten)));
    }

    private void Multiply(Match match, decimal factor)
    {
        var product = Value * factor;
        IsReadable &= factor != 0 && product / factor == Value; // 1e-40 is not 0, nor is 6.626e-27 the same as 6.6e-27
        (Value, End) = (product, match.Index + match.Length);
    }

    private void ReadScale(bool hasCurrency)
    {
        if (!IsReadable)
            return;
        var scale = NumberScale.Read(_text, End, hasCurrency, Value);
        (HasScale, End) = (scale.End > End, scale.End);
        IsReadable = scale.Factor is not null;
        Value *= scale.Factor ?? 0;
    }

    private void ReadRest()
    {
        if (Unclear().Match(_text, End) is { Success: true } unclear)
            (End, IsReadable) = (unclear.Index + unclear.Length, false);
    }

    // 10 to the power of −28 is the smallest decimal.
    private decimal Power(decimal number, decimal exponent)
    {
        if (number is 0 or 1 || exponent == 0)
            return exponent < 0 && number == 0 ? throw new OverflowException()
                : exponent == 0 ? 1
                : number;
        if (exponent > 100)
            throw new OverflowException();
        IsReadable &= exponent >= -28;
        var result = 1m;
        for (var i = 0; i < Math.Min(Math.Abs(exponent), 100); i++)
            result = exponent > 0 ? result * number : result / number;
        IsReadable &= result != 0;
        return result;
    }

    private static decimal PowerOf(Match match) =>
        match.Groups["raised"] is { Success: true } raised
            ? FromSmall(match, "raised") * (raised.Value[0] == '⁻' ? -1 : 1)
            : Integer(match, "power");

    private static decimal FromSmall(Match match, string group) =>
        ParseInteger(
            string.Concat(
                match
                    .Groups[group]
                    .Value.Select(c =>
                        char.IsAsciiDigit(c) ? c - '0'
                        : Superscripts.IndexOf(c, StringComparison.Ordinal) is var up and >= 0 ? up
                        : Subscripts.IndexOf(c, StringComparison.Ordinal)
                    )
                    .Where(digit => digit >= 0)
            )
        );

    private static decimal Integer(Match match, string group) => ParseInteger(match.Groups[group].Value.Replace('−', '-'));

    private static decimal ParseInteger(string digits) =>
        decimal.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>Where the braces that open at a position end, with a second pair that follows; the position if none opens there.</summary>
    public static int EndOfBraces(string text, int start)
    {
        var depth = 0;
        for (var at = start; at < text.Length; at++)
        {
            depth +=
                text[at] == '{' ? 1
                : text[at] == '}' ? -1
                : 0;
            if (depth < 0 || (depth == 0 && text[at] != '}'))
                return at;
            if (depth == 0 && !(at + 1 < text.Length && text[at + 1] == '{'))
                return at + 1;
        }

        return text.Length;
    }

    private const string Power1 =
        @"(?:\{ ?(?<power>[-−+]?[0-9]{1,9}) ?\}|\( ?(?<power>[-−+]?[0-9]{1,9}) ?\)|(?<power>[-−+]?[0-9]{1,9})(?![0-9]|[.,][0-9]))";
    private const string Raise = @"(?: ?\^ ?" + Power1 + @"|(?<raised>[⁺⁻]?[⁰¹²³⁴-⁹]{1,9})(?!/))";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\G[ \u00A0](?<over>[0-9]{1,9})/(?<under>[0-9]{1,9})(?![0-9/]|[.,][0-9])", Options, 1000)]
    private static partial Regex Mixed();

    [GeneratedRegex(@"\G(?:/|[ \u00A0]/[ \u00A0])(?<under>[0-9]{1,9})(?![0-9]|[ \u00A0]?/ ?[0-9]|[.,][0-9])", Options, 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"\G[ \u00A0]and[ \u00A0](?:(?<three>three)[ \u00A0](?<quarter>quarters)|an?[ \u00A0](?:(?<half>half)|(?<third>third)|(?<quarter>quarter)))\b",
        Options | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Halves();

    [GeneratedRegex(@"\G[ \u00A0]?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉](?![½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉])", Options, 1000)]
    private static partial Regex Vulgar();

    [GeneratedRegex(@"\G[ \u00A0]?(?<over>[⁰¹²³⁴-⁹]{1,9})/(?<under>[₀-₉]{1,9}|[0-9]{1,9})", Options, 1000)]
    private static partial Regex Raised();

    [GeneratedRegex(
        @"\G[ \u00A0]?\\[dtc]?frac(?: ?\{ ?(?<over>[-−]?[0-9]{1,9}) ?\} ?\{ ?(?<under>[0-9]{1,9}) ?\}| ?(?<over>[0-9])(?<under>[0-9])(?![0-9]))?",
        Options,
        1000
    )]
    private static partial Regex Frac();

    [GeneratedRegex(@"\G[eE](?<power>[-−+]?[0-9]{1,9})(?![0-9])", Options, 1000)]
    private static partial Regex Exponent();

    [GeneratedRegex(@"\G" + Raise, Options, 1000)]
    private static partial Regex Powers();

    [GeneratedRegex(@"\G[ \u00A0]?\$?[ \u00A0]?[×xX*·][ \u00A0]?10" + Raise, Options, 1000)]
    private static partial Regex TimesTen();

    [GeneratedRegex(@"\G[.,][0-9]+", Options, 1000)]
    private static partial Regex Decimals();

    // Powers that could not be read, roots, constants, other digits, letters with digits after them, a minus at the end.
    [GeneratedRegex(
        @"\G(?: ?\^[^\s]{0,20}|\*\*-?[0-9][0-9.]*|[\p{No}\p{M}][\p{No}\p{M}0-9./]*|[ \u00A0]?(?:√[0-9.]*|\\sqrt|\\pi\b|π|pi\b)|i\b"
            + @"|(?!(?:[cdkm]?m|ft|in|yd|mi)[23]\b)[\p{L}]{1,12}[0-9][\p{L}0-9]*|[°'′″][0-9]+|_[0-9]+|分之[0-9]*"
            + @"|/[0-9]+[.,][0-9]+|(?<=[0-9.,]+)/[0-9]{10,}|[-−](?=[ \u00A0]*(?:$|[\n\r),;]))|[ \u00A0](?:°[CF]?[ \u00A0]|\p{L}{1,12}[ \u00A0]){0,2}below[ \u00A0]zero\b"
            + @"|(?:[ \u00A0]\p{L}+)?[ \u00A0](?:and[ \u00A0]an?[ \u00A0](?:half|third|quarter)|et[ \u00A0]demie?|y[ \u00A0]medi[oa]|e[ \u00A0](?:mei[oa]|mezz[oa])|с[ \u00A0]половиной|en[ \u00A0]een[ \u00A0]halve?|i[ \u00A0]pół)\b)",
        Options,
        1000
    )]
    private static partial Regex Unclear();
}
