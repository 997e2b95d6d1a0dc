namespace PromptLab.Statistics;

/// <summary>Compares figures that were written and read again.</summary>
internal static class Figures
{
    /// <summary>True where both are known and differ by no more than the rounding, or neither is known.</summary>
    /// <param name="one">A figure; null where it is not known.</param>
    /// <param name="other">The figure that it should be; null where it is not known.</param>
    /// <param name="rounding">The greatest difference that rounding explains, not negative.</param>
    public static bool AreEqual(double? one, double? other, double rounding) =>
        one is { } a && other is { } b ? Math.Abs(a - b) <= rounding : one is null && other is null;
}
