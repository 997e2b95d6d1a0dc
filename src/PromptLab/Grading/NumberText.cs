using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// Finds and parses decimal numbers in texts, with thousands separators, sign and exponent; exact, and the same in every
/// culture.
/// </summary>
internal static partial class NumberText
{
    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The last number of a text, as written; null if there is none.</summary>
    public static string? Last(string text, bool decimalComma) => All(text, decimalComma) is [.., var last] ? last : null;

    /// <summary>
    /// Every number of a text, as written. Anything with two decimal points, such as a date or a version (24.11.2026), is not a
    /// number.
    /// </summary>
    public static IReadOnlyList<string> All(string text, bool decimalComma) =>
        [.. (decimalComma ? NumberPatternWithComma() : NumberPattern()).Matches(text).Select(match => match.Value)];

    /// <summary>
    /// Parses a text that is a number and nothing else: 1,234.5, or 1.234,5 with a decimal comma. False if it is not, or too
    /// large.
    /// </summary>
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

    /// <summary>The number of written decimals; null if there is no decimal point.</summary>
    public static int? Decimals(string written, bool decimalComma) =>
        written.LastIndexOf(decimalComma ? ',' : '.') is var at and >= 0 ? written[(at + 1)..].TakeWhile(char.IsAsciiDigit).Count() : null;

    // Not after a letter or digit. A sign may come before a currency: -$5. Atomic, so that 24.11.2026 yields nothing rather than 24.1.
    [GeneratedRegex(
        @"(?<!\w|[0-9]\.)([-+−]\p{Sc}?)?(?>([0-9]{1,3}(,[0-9]{3})+(?![0-9])|[0-9]+)(\.[0-9]+)?([eE][-+]?[0-9]+)?|(?<!\.)\.[0-9]+)(?!\.[0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NumberPattern();

    [GeneratedRegex(
        @"(?<!\w|[0-9],)([-+−]\p{Sc}?)?(?>([0-9]{1,3}(\.[0-9]{3})+(?![0-9])|[0-9]+)(,[0-9]+)?([eE][-+]?[0-9]+)?|,[0-9]+)(?!,[0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NumberPatternWithComma();
}
