using System.Globalization;
using System.Runtime.CompilerServices;

namespace PromptLab.Statistics;

/// <summary>What no statistic accepts: numbers that are none, shares outside of 0 to 1, counts that cannot be.</summary>
internal static class Refuse
{
    public static void NotFinite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "A value is a finite number.");
    }

    public static void NotFinite(IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        for (var i = 0; i < values.Count; i++)
            NotFinite(values[i], name);
    }

    public static void NoProbability(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, value, "A probability lies from 0 to 1.");
    }

    public static void NoConfidence(double confidence, [CallerArgumentExpression(nameof(confidence))] string? name = null)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(name, confidence, "A confidence or a power lies between 0 and 1.");
    }

    public static void NoLevel(double alpha, [CallerArgumentExpression(nameof(alpha))] string? name = null)
    {
        if (alpha is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(name, alpha, "The level of a test lies above 0 and below 0.5.");
    }

    public static void NotPositive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "The value lies above 0.");
    }

    public static void NegativeOrNotFinite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "The value is 0 or more.");
    }

    public static void MoreThan(int total, int part, [CallerArgumentExpression(nameof(part))] string? name = null)
    {
        if (part < 0 || part > total)
            throw new ArgumentOutOfRangeException(name, part, "A part lies from 0 to the whole.");
    }

    public static void Negative(int losses, int wins)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
    }

    public static void MorePairsThan(int losses, int wins, int pairs)
    {
        Negative(losses, wins);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pairs);
        if ((long)losses + wins > pairs)
            throw new ArgumentOutOfRangeException(nameof(pairs), pairs, "There are at least as many pairs as losses and wins.");
    }

    public static void OtherLength(int count, int? other, string name)
    {
        if (other is { } length && length != count)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The lists have different lengths: {count} and {length}."),
                name
            );
    }
}
