using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>
/// When two numbers count as equal: exactly, within an absolute or a relative tolerance, or rounded to the fewer
/// decimals of the two.
/// </summary>
/// <param name="Absolute">The greatest difference; null for none.</param>
/// <param name="Relative">The greatest difference as a share of the wanted number; null for none.</param>
/// <param name="ToFewerDecimals">True to round both to the fewer written decimals, five where none are written.</param>
/// <param name="DecimalComma">True where the response writes 1.234,5.</param>
internal sealed record NumberRule(decimal? Absolute, decimal? Relative, bool ToFewerDecimals, bool DecimalComma)
{
    private const int DecimalsOfAWholeNumber = 5;

    public static NumberRule Read(YamlMap options)
    {
        var tolerance = options.Map("tolerance");
        var rule = new NumberRule(
            tolerance?.Amount("absolute"),
            tolerance?.Amount("relative"),
            tolerance?.Choice("rounding", "fewer-decimals") is not null,
            options.Flag("decimal_comma") ?? false
        );
        tolerance?.RejectUnknownKeys("“tolerance”");
        return rule;
    }

    /// <summary>Compares a number of a response with the wanted one, each with the text that it was written as.</summary>
    public bool AreEqual(decimal given, string givenText, decimal wanted, string wantedText)
    {
        if (ToFewerDecimals)
        {
            var decimals = Math.Min(
                NumberText.Decimals(givenText, DecimalComma) ?? DecimalsOfAWholeNumber,
                NumberText.Decimals(wantedText, false) ?? DecimalsOfAWholeNumber
            );
            return Math.Round(given, Math.Min(decimals, 28)) == Math.Round(wanted, Math.Min(decimals, 28));
        }

        if (Absolute is null && Relative is null)
            return given == wanted;
        try
        {
            var difference = Math.Abs(given - wanted);
            return difference <= Absolute || difference <= Relative * Math.Abs(wanted);
        }
        catch (OverflowException)
        {
            return false; // farther apart than a decimal can say
        }
    }
}
