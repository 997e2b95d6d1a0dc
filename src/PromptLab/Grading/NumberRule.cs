using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// Decides whether two numbers are equal: exactly, within an absolute or relative tolerance, or rounded to the smaller of
/// their numbers of decimals.
/// </summary>
/// <param name="Absolute">The largest allowed difference; null for none.</param>
/// <param name="Relative">The largest allowed difference as a share of the expected number; null for none.</param>
/// <param name="ToFewerDecimals">
/// True to round both to the smaller number of written decimals; a number without any counts as having five.
/// </param>
/// <param name="DecimalComma">True if the response writes 1.234,5.</param>
internal sealed record NumberRule(NumberSource? Absolute, NumberSource? Relative, bool ToFewerDecimals, bool DecimalComma)
{
    private const int DefaultDecimals = 5;
    private const int MaxDecimals = 28; // of a decimal

    public static NumberRule Read(GraderSetup setup)
    {
        var tolerance = setup.Options.Map("tolerance");
        var rule = new NumberRule(
            tolerance is null ? null : NumberSource.Read(setup, tolerance, "absolute", NumberRange.Amounts),
            tolerance is null ? null : NumberSource.Read(setup, tolerance, "relative", NumberRange.Amounts),
            tolerance?.Choice("rounding", "fewer-decimals") is not null,
            setup.Options.Flag("decimal_comma") ?? false
        );
        tolerance?.RejectUnknownKeys("“tolerance”");
        return rule;
    }

    /// <summary>Compares the number of a response with the one that an item expects. False if either could not be read.</summary>
    public bool AreEqual(Numeral actual, Numeral expected, EvalItem item)
    {
        if (actual.Kind != NumeralKind.Number || expected.Kind != NumeralKind.Number)
            return false;
        if (ToFewerDecimals)
        {
            var decimals = Math.Min(Math.Min(actual.Decimals ?? DefaultDecimals, expected.Decimals ?? DefaultDecimals), MaxDecimals);
            return Math.Round(actual.Value, decimals) == Math.Round(expected.Value, decimals);
        }

        if (Absolute is null && Relative is null)
            return actual.Value == expected.Value;
        try
        {
            var difference = Math.Abs(actual.Value - expected.Value);
            return difference <= Absolute?.For(item) || difference <= Relative?.For(item) * Math.Abs(expected.Value);
        }
        catch (OverflowException)
        {
            return false; // the difference exceeds a decimal
        }
    }
}
