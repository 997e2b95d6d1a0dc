using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>Numbers in texts: with thousands separators, a sign, an exponent. The same in every culture, exact, never binary.</summary>
internal static partial class NumberText
{
    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The last number of a text as it is written there; null where there is none.</summary>
    public static string? Last(string text, bool decimalComma) => All(text, decimalComma) is [.., var last] ? last : null;

    /// <summary>
    /// Every number of a text, as it is written there. What has two points, as dates and versions have (24.11.2026), is
    /// none.
    /// </summary>
    public static IReadOnlyList<string> All(string text, bool decimalComma) =>
        [.. (decimalComma ? WrittenWithComma() : Written()).Matches(text).Select(match => match.Value)];

    /// <summary>Reads a text that is a number and nothing else: 1,234.5, or with a decimal comma 1.234,5.</summary>
    public static bool TryParse(string written, bool decimalComma, out decimal number)
    {
        number = 0;
        var text = written.Trim();
        if (All(text, decimalComma) is not [var only] || only != text)
            return false;
        text = string.Concat(text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.CurrencySymbol)).Replace('−', '-');
        if (decimalComma)
            text = text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>How many decimals are written; null where there is no decimal point.</summary>
    public static int? Decimals(string written, bool decimalComma) =>
        written.LastIndexOf(decimalComma ? ',' : '.') is var at and >= 0 ? written[(at + 1)..].TakeWhile(char.IsAsciiDigit).Count() : null;

    // No letter or digit before it. A sign may stand before a currency: -$5. Atomic, so that 24.11.2026 gives nothing rather than 24.1.
    [GeneratedRegex(
        @"(?<!\w|[0-9]\.)([-+−]\p{Sc}?)?(?>([0-9]{1,3}(,[0-9]{3})+(?![0-9])|[0-9]+)(\.[0-9]+)?([eE][-+]?[0-9]+)?|(?<!\.)\.[0-9]+)(?!\.[0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Written();

    [GeneratedRegex(
        @"(?<!\w|[0-9],)([-+−]\p{Sc}?)?(?>([0-9]{1,3}(\.[0-9]{3})+(?![0-9])|[0-9]+)(,[0-9]+)?([eE][-+]?[0-9]+)?|,[0-9]+)(?!,[0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WrittenWithComma();
}
