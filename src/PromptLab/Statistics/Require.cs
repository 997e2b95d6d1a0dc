using System.Globalization;
using System.Runtime.CompilerServices;

namespace PromptLab.Statistics;

/// <summary>Argument checks shared by the statistics; each throws an <see cref="ArgumentException"/> that names the argument.</summary>
internal static class Require
{
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "A value is a finite number.");
    }

    public static void Finite(IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        for (var i = 0; i < values.Count; i++)
            Finite(values[i], name);
    }

    public static void Probability(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, value, "A probability lies from 0 to 1.");
    }

    public static void Confidence(double confidence, [CallerArgumentExpression(nameof(confidence))] string? name = null)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(name, confidence, "A confidence or a power lies between 0 and 1.");
    }

    public static void SignificanceLevel(double alpha, [CallerArgumentExpression(nameof(alpha))] string? name = null)
    {
        if (alpha is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(name, alpha, "The level of a test lies above 0 and below 0.5.");
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "The value lies above 0.");
    }

    public static void NonNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "The value is 0 or more.");
    }

    public static void PartOf(int total, int part, [CallerArgumentExpression(nameof(part))] string? name = null)
    {
        if (part < 0 || part > total)
            throw new ArgumentOutOfRangeException(name, part, "A part lies from 0 to the whole.");
    }

    public static void Counts(int losses, int wins)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
    }

    public static void PairCounts(int losses, int wins, int pairs)
    {
        Counts(losses, wins);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pairs);
        if ((long)losses + wins > pairs)
            throw new ArgumentOutOfRangeException(nameof(pairs), pairs, "There are at least as many pairs as losses and wins.");
    }

    public static void SameLength(int count, int? other, string name)
    {
        if (other is { } length && length != count)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The lists have different lengths: {count} and {length}."),
                name
            );
    }
}
