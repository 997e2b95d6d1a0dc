namespace PromptLab.Grading;

/// <summary>A numeral in a text: the whole of what a person would read as one number.</summary>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="Written">The numeral as written, with its sign, fraction, power and scale word.</param>
/// <param name="Kind">Whether it could be read, and if not, why.</param>
/// <param name="Value">The exact value; 0 unless <paramref name="Kind"/> is <see cref="NumeralKind.Number"/>.</param>
/// <param name="Decimals">The number of written decimals; null if there is no decimal point.</param>
internal sealed record Numeral(int Start, string Written, NumeralKind Kind, decimal Value = 0, int? Decimals = null);

/// <summary>What a numeral is.</summary>
internal enum NumeralKind
{
    /// <summary>One number.</summary>
    Number,

    /// <summary>Several numbers joined without blanks: a range, a ratio, a telephone number.</summary>
    Several,

    /// <summary>A date such as 2026-11-24 or 11/24/2026.</summary>
    Date,

    /// <summary>One number that is too large to compare.</summary>
    TooLarge,

    /// <summary>Something with digits whose value is not certain, such as 1,5 or √2. It is never read as another number.</summary>
    Unreadable,
}
