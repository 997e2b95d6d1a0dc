using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>The digits of a numeral with their group separators and decimal point, before any fraction, exponent or scale.</summary>
/// <param name="End">Where it ends in the text.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its value without a sign, if it is a number.</param>
/// <param name="Decimals">The number of decimals; null without a decimal point.</param>
/// <param name="HasBlanks">True if blanks separate its groups.</param>
internal sealed partial record NumeralBody(int End, NumeralBodyKind Kind, decimal Value = 0, int? Decimals = null, bool HasBlanks = false)
{
    private const char ArabicPoint = '\u066B';
    private const char ArabicComma = '\u066C';
    private const int MaxDecimals = 28;
    private const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    /// <summary>Reads the body that starts at a digit, or at a decimal point before one.</summary>
    /// <param name="text">The text, with unified characters.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="decimalComma">True if the comma is the decimal point, and the full stop a group separator.</param>
    /// <param name="isInList">True if it continues a list such as 1,2,3.</param>
    public static NumeralBody Read(string text, int start, bool decimalComma, bool isInList)
    {
        var run = Run().Match(text, start);
        var tokens = Token().Matches(run.Value).ToList();
        var count = CountOfGroups(tokens);
        var last = tokens[count - 1];
        var end = start + last.Index + last.Length;
        var written = text[start..end];
        // “1 234 56”: the groups go on with something that is none.
        if (count > 1 && tokens.Count > count)
            return new(start + run.Length, NumeralBodyKind.Several);
        if (count > 1)
            written = written.Replace(NumberCharacters.JoiningBlank, ' ');
        return Parse(written, start, decimalComma, isInList);
    }

    // A body of several tokens: one to three digits, then groups of three; the last may have decimals.
    private static int CountOfGroups(List<Match> tokens)
    {
        var first = tokens[0].Value;
        if (first.Length > 3 || first[0] == '0' || !first.All(char.IsAsciiDigit))
            return 1;
        var count = 1;
        while (count < tokens.Count && StartsWithGroup(tokens[count].Value))
        {
            count++;
            if (tokens[count - 1].Length > 3)
                break; // with decimals, it is the last
        }

        return count;
    }

    private static bool StartsWithGroup(string token) =>
        token.Length >= 3 && token.Take(3).All(char.IsAsciiDigit) && (token.Length == 3 || !char.IsAsciiDigit(token[3]));

    private static NumeralBody Parse(string written, int start, bool decimalComma, bool isInList)
    {
        var end = start + written.Length;
        var groups = written.Split([',', '.', '\'', '_', ' ', ArabicPoint, ArabicComma]);
        var marks = written.Where(c => !char.IsAsciiDigit(c)).ToArray();
        if (marks.Length > 1 && marks.All(c => c == '.') && !IsGrouped(groups, '.'))
            return new(end, NumeralBodyKind.Dotted);
        var decimals = marks.Count(c => IsDecimalMark(c, decimalComma));
        var grouping = marks.Where(c => !IsDecimalMark(c, decimalComma)).Distinct().ToArray();
        var isPlain = decimals == 0 ? grouping.Length < 2 : decimals == 1 && IsDecimalMark(marks[^1], decimalComma) && grouping.Length < 2;
        return isPlain && IsGrouped(groups[..^decimals], grouping.FirstOrDefault())
            ? Create(end, string.Concat(groups[..^decimals]), decimals == 1 ? groups[^1] : null, grouping is [' '])
            : ListOrUnreadable(groups, marks, end, isInList);
    }

    private static bool IsDecimalMark(char c, bool decimalComma) => c == ArabicPoint || c == (decimalComma ? ',' : '.');

    private static NumeralBody Create(int end, string whole, string? fraction, bool hasBlanks)
    {
        var digits = whole + (fraction is null ? "" : "." + fraction);
        if (!decimal.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var value))
            return new(end, NumeralBodyKind.TooLarge);
        return IsTooSmall(digits)
            ? new(end, NumeralBodyKind.Unreadable)
            : new(end, NumeralBodyKind.Number, value, fraction?.Length, hasBlanks);
    }

    // A decimal has 28 places: of 0.00…00661 only the first digits would be left, or none.
    private static bool IsTooSmall(string digits)
    {
        var significant = digits.TrimEnd('0').TrimStart('0');
        return significant.Length > MaxDecimals + 1 && significant.StartsWith(".00000000", StringComparison.Ordinal);
    }

    // “1,2,3” is a list; “1,5” may be a decimal comma, and “1,24,5” may be anything.
    private static NumeralBody ListOrUnreadable(string[] groups, char[] marks, int end, bool isInList)
    {
        var isList = marks.All(c => c == ',') && (isInList || marks.Length > 1) && groups.All(group => group.Length is 1 or 2);
        return new(end, isList ? NumeralBodyKind.List : NumeralBodyKind.Unreadable);
    }

    // Groups of three: 1,234,567; or the Indian way, two and at last three: 12,34,567.
    private static bool IsGrouped(string[] groups, char mark)
    {
        if (groups.Length == 1)
            return true;
        if (groups[0].Length is 0 or > 3 || groups[0][0] == '0' || groups[^1].Length != 3)
            return false;
        return groups[1..].All(group => group.Length == 3)
            || (mark is ',' or ArabicComma && groups[0].Length < 3 && groups[1..^1].All(group => group.Length == 2));
    }

    // Bounded, so that a long row of numbers is read in linear time.
    [GeneratedRegex(@"\G[.,\u066B]?[0-9]+(?:[.,'_\u066B\u066C \u00A0][0-9]+){0,20}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"[^ \u00A0]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}

/// <summary>What the digits of a numeral are.</summary>
internal enum NumeralBodyKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Something with two full stops, such as a date (24.11.2026) or a version (1.2.3); not a number at all.</summary>
    Dotted,

    /// <summary>A number that is too large to compare.</summary>
    TooLarge,

    /// <summary>Several numbers separated by commas without blanks: 1,2,3.</summary>
    List,

    /// <summary>Groups that may be one number or several, such as a telephone number.</summary>
    Several,

    /// <summary>Digits whose separators can be read in more than one way.</summary>
    Unreadable,
}
