using System.Globalization;

namespace PromptLab.Results;

/// <summary>Keeps a spreadsheet from running a cell's text as a formula, and gives the text back on reading.</summary>
/// <remarks>
/// After OWASP, “CSV Injection”, https://owasp.org/www-community/attacks/CSV_Injection, and also behind blanks and
/// invisible characters.
/// </remarks>
internal static class SpreadsheetText
{
    private const char Guard = '\'';

    /// <summary>
    /// The text with a leading apostrophe where a spreadsheet would run it; any other text, and a finite number, as it
    /// is.
    /// </summary>
    public static string Neutralise(string text) => IsGuardedOrFormula(text) ? Guard + text : text;

    /// <summary>The text that <see cref="Neutralise"/> was given.</summary>
    public static string Restore(string cell) => cell.StartsWith(Guard) && IsGuardedOrFormula(cell) ? cell[1..] : cell;

    // Text that already begins with apostrophes before a formula gets one more, or reading it back would take one too many.
    private static bool IsGuardedOrFormula(string text) => IsFormula(text.AsSpan().TrimStart(Guard));

    private static bool IsFormula(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsPassedOver(text[start]))
            start++;
        return start < text.Length && IsStart(text[start]) && !IsFiniteNumber(text);
    }

    // The second line holds the full-width forms, which spreadsheets for East Asian scripts take for the plain ones.
    private static bool IsStart(char character) =>
        character is '=' or '+' or '-' or '@' or '\t' or '\r' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static bool IsPassedOver(char character) =>
        !IsStart(character)
        && (char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format);

    private static bool IsFiniteNumber(ReadOnlySpan<char> text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number
        ) && double.IsFinite(number);
}
