using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>The scale words after a number, such as “million”, “bn”, “lakh” or 万.</summary>
/// <param name="End">Where they end in the text.</param>
/// <param name="Factor">What they multiply the number by, 1 without any; null if it is not certain.</param>
internal readonly partial record struct NumberScale(int End, decimal? Factor)
{
    private const decimal Thousand = 1_000;
    private const decimal Million = 1_000_000;
    private const decimal Billion = 1_000_000_000;
    private const decimal Trillion = 1_000_000_000_000;
    private const decimal Lakh = 100_000;
    private const decimal Crore = 10_000_000;

    private static readonly FrozenDictionary<string, decimal> Words = Dictionary(
        (100, "hundred hundreds hundert"),
        (
            Thousand,
            "thousand thousands thou tausend tsd mille mil mila duizend tusen tusind tys tysiąc tysiące tysięcy тыс тысяча тысячи тысяч"
        ),
        (Thousand, "हज़ार हजार ألف آلاف"),
        (Million, "million millions mn mln mio millionen millón millon millones milhão milhões milione milioni miljoen miljon miljoner"),
        (Million, "millioner milion miliony milionów млн миллион миллиона миллионов مليون ملايين"),
        (
            Billion,
            "billion billions bn bln milliarde milliarden mrd milliard milliards miliardo miliardi mld miljard miljarder bilhão bilhões"
        ),
        (Billion, "milliarder miliard miliardy miliardów млрд миллиард миллиарда миллиардов مليار مليارات अरब"),
        (
            Trillion,
            "trillion trillions tn trn billionen billón billones bilião biliões biljoen trilhão trilhões трлн триллион триллиона триллионов"
        ),
        (1000 * Trillion, "quadrillion quadrillions"),
        (Lakh, "lakh lakhs lac lacs लाख"),
        (Crore, "crore crores करोड़")
    );

    // “5 tenths” is not 5, and “5 dozen” is as much 5 as it is 60.
    private static readonly FrozenSet<string> Unclear = (
        "dozen dozens dutzend douzaine douzaines docena docenas dozzina dozzine half halves thirds fourths "
        + "fifths sixths sevenths eighths ninths tenths hundredth hundredths thousandth millionth billionth thousandths millionths billionths squared "
        + "cubed factorial"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<char, decimal> Ideographs =
        "十십:10 百백:100 千천:1000 万萬만:10000 亿億억:100000000 兆조:1000000000000"
            .Split(' ')
            .Select(entry => entry.Split(':'))
            .SelectMany(entry => entry[0].Select(c => KeyValuePair.Create(c, decimal.Parse(entry[1], CultureInfo.InvariantCulture))))
            .ToFrozenDictionary();

    /// <summary>Reads the scale words at a position.</summary>
    /// <param name="text">The text, with unified characters.</param>
    /// <param name="end">Where the number before them ends.</param>
    /// <param name="hasCurrency">True if a currency stands before the number, so that m is a million and no metre.</param>
    /// <param name="number">The number.</param>
    public static NumberScale Read(string text, int end, bool hasCurrency, decimal number)
    {
        if (Ideograph().Match(text, end) is { Success: true } signs)
            return new(
                signs.Index + signs.Length,
                signs.Groups["more"].Success ? null : signs.Groups["word"].Value.Aggregate(1m, (all, c) => all * Ideographs[c])
            );
        var factor = 1m;
        for (var isFirst = true; ; isFirst = false)
        {
            var word = Word().Match(text, end);
            if (!word.Success)
                return new(end, factor);
            var (scale, isKnown) = Find(word, text, hasCurrency, number);
            if (!isKnown || (!isFirst && scale is null))
                return new(end, factor);
            end = word.Index + word.Length;
            if (IsCurrency(text, end))
                end++; // “5 M€”
            if (scale is null)
                return new(end, null);
            factor *= scale.Value;
        }
    }

    private static (decimal? Scale, bool IsKnown) Find(Match match, string text, bool hasCurrency, decimal number)
    {
        var word = match.Groups["word"].Value;
        if (Unclear.Contains(word) || (number == 1 && word.ToUpperInvariant() is "THIRD" or "FIFTH" or "TENTH"))
            return (null, true);
        if (word.Length > 1 && Words.TryGetValue(word, out var scale))
            return (scale, true);
        if (word.Length is 4 or 5 && NumeralPrefix.IsCurrencyCode(word[1..]))
            return Letter(word[0], hasCurrency: true, isJoined: true);
        var isBeforeCurrency = IsCurrency(text, match.Index + match.Length);
        return word switch
        {
            "MM" => (hasCurrency || isBeforeCurrency ? Million : null, true),
            "Cr" or "cr" => (Crore, hasCurrency),
            _ when word.Length == 1 => Letter(word[0], hasCurrency || isBeforeCurrency, match.Groups["gap"].Length == 0),
            _ => (null, false),
        };
    }

    // A dollar after a number closes LaTeX.
    private static bool IsCurrency(string text, int at) =>
        at < text.Length && char.GetUnicodeCategory(text[at]) == UnicodeCategory.CurrencySymbol && text[at] != '$';

    // k, M and B; m is a metre, b a bit, t a tonne and L a litre unless it is an amount of money; K after a blank is a kelvin.
    private static (decimal? Scale, bool IsKnown) Letter(char letter, bool hasCurrency, bool isJoined) =>
        letter switch
        {
            'k' => (Thousand, true),
            'K' => (Thousand, hasCurrency || isJoined),
            'M' => (hasCurrency || isJoined ? Million : null, true),
            'B' => (hasCurrency || isJoined ? Billion : null, true),
            'm' => (Million, hasCurrency),
            'b' => (Billion, hasCurrency),
            't' or 'T' => (Trillion, hasCurrency),
            'L' => (Lakh, hasCurrency),
            _ => (null, false),
        };

    private static FrozenDictionary<string, decimal> Dictionary(params (decimal Factor, string Words)[] scales) =>
        scales
            .SelectMany(scale => scale.Words.Split(' ').Select(word => KeyValuePair.Create(word, scale.Factor)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // A word after at most a few blanks, marks of Markdown or LaTeX, or one hyphen: “1.5 million”, “**1.5** million”, “1.5-million”.
    [GeneratedRegex(
        @"\G(?<gap>-|[*_`$]{0,3}[ \u00A0]{0,2}(?:\\(?:text|mathrm|textrm)\{ ?)?)(?<word>[\p{L}\p{M}]+)(?!'\p{L}|[\p{L}\p{M}\p{N}])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Word();

    // Not the kilo of 千克 or the mega of 兆瓦, nor 조각 (a piece). What has digits after it, such as 1億2000万, is not worked out.
    [GeneratedRegex(
        @"\G[*_`$]{0,3}[ \u00A0]?(?<word>[十십百백千천万萬만亿億억兆조]+)(?<![千兆](?=[克米瓦卡赫帕伏安焦升字比欧]))(?<!조(?=각))(?<more>[0-9][0-9.,]*[十십百백千천万萬만亿億억兆조]*)*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Ideograph();
}
