using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>Finds and parses numbers in texts; exact, and the same in every culture.</summary>
internal static class NumberText
{
    private const int MaxLength = 100_000;

    /// <summary>The numerals of a text, in order; dates count, as they hold several numbers.</summary>
    /// <inheritdoc cref="NumberLexer.Read"/>
    public static IReadOnlyList<Numeral> All(string text, bool decimalComma, WorkBudget? budget = null) =>
        NumberLexer.Read(text, decimalComma, budget);

    /// <summary>
    /// The last numeral of a text that is no date, as written, whether it can be read or not; null if there is none. Where it means
    /// something else without the text around it, a number is written out, and anything else keeps the text before it.
    /// </summary>
    public static string? Last(string text, bool decimalComma, WorkBudget budget)
    {
        if (All(text, decimalComma, budget).LastOrDefault(numeral => numeral.Kind != NumeralKind.Date) is not { } last)
            return null;
        var alone = All(last.Written, decimalComma);
        if (alone is [var same] && same.Kind == last.Kind && same.Value == last.Value)
            return same.Written;
        if (last.Kind != NumeralKind.Number)
            return alone.Any(numeral => numeral.Kind == NumeralKind.Number) ? text[..(last.Start + last.Written.Length)] : last.Written;
        var number = last.Value.ToString(CultureInfo.InvariantCulture);
        return decimalComma ? number.Replace('.', ',') : number;
    }

    /// <summary>The numeral that a text consists of; null if it has anything else, nothing, or more than 100,000 characters.</summary>
    public static Numeral? Parse(string text, bool decimalComma) =>
        text.Trim() is { Length: <= MaxLength } trimmed && All(trimmed, decimalComma) is [var only] && only.Written == trimmed
            ? only
            : null;

    /// <summary>True if a text is one readable number and nothing else.</summary>
    public static bool IsNumber(string text, bool decimalComma) => Parse(text, decimalComma) is { Kind: NumeralKind.Number };
}
