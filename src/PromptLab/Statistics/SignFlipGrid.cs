using System.Numerics;

namespace PromptLab.Statistics;

/// <summary>The exact distribution of the total when all sums are multiples of one step, as means over repeats are.</summary>
/// <remarks>
/// Pagano and Tritchler, “On Obtaining Permutation Distributions in Polynomial Time”, JASA 78(382), 1983, by plain counting:
/// for each unit in turn, the new probability of each sum is the mean of two earlier probabilities.
/// </remarks>
internal static class SignFlipGrid
{
    private const int MaxSteps = 1000;
    private const long MaxWork = 50_000_000;
    private const double Rounding = 1e-9;

    /// <summary>
    /// A function that returns the probability of at least the given total; null if there is no such step, or counting would take
    /// too long.
    /// </summary>
    public static Func<double, double>? UpperTail(SignFlipUnits units)
    {
        if (StepsToOne(units.Sums) is not { } steps)
            return null;
        var multiples = units.Sums.Select(sum => Math.Abs((long)Math.Round(sum * steps))).ToArray();
        var divisor = multiples.Aggregate(GreatestCommonDivisor);
        var range = multiples.Sum() / divisor;
        if (range >= MaxWork / multiples.Length)
            return null;
        var tails = TailsOf([.. multiples.Select(multiple => (int)(multiple / divisor))], (int)range);
        // A total is twice the sum of the units with a plus sign, minus the sum of all units.
        return total => tails[(int)Math.Round(((total * steps / divisor) + range) / 2)];
    }

    // The smallest q up to 1000 for which every sum is a multiple of 1/q. Each sum can only multiply it.
    private static int? StepsToOne(IReadOnlyList<double> sums)
    {
        var steps = 1;
        foreach (var sum in sums)
        {
            var factor = 1;
            while (!IsWhole(sum * steps * factor))
            {
                factor++;
                if (steps * factor > MaxSteps)
                    return null;
            }

            steps *= factor;
        }

        return steps;
    }

    private static long GreatestCommonDivisor(long one, long other) => other == 0 ? one : GreatestCommonDivisor(other, one % other);

    private static bool IsWhole(double value)
    {
        var whole = Math.Round(value);
        return whole != 0 && Math.Abs(value) < MaxWork && Math.Abs(value - whole) <= Rounding * Math.Max(1, Math.Abs(whole));
    }

    private static double[] TailsOf(int[] multiples, int range)
    {
        var probabilities = new double[range + 1];
        probabilities[0] = 1;
        var reached = 0;
        foreach (var multiple in multiples)
        {
            reached += multiple;
            AddUnit(probabilities.AsSpan(0, reached + 1), multiple);
        }

        for (var i = range - 1; i >= 0; i--)
            probabilities[i] += probabilities[i + 1];
        return probabilities;
    }

    // From the top down, so that the entries read have not been overwritten yet.
    private static void AddUnit(Span<double> probabilities, int multiple)
    {
        var width = Vector<double>.Count;
        var end = probabilities.Length;
        for (; end - width >= multiple; end -= width)
        {
            var unshifted = new Vector<double>(probabilities[(end - width)..end]);
            var shifted = new Vector<double>(probabilities[(end - width - multiple)..(end - multiple)]);
            ((unshifted + shifted) * 0.5).CopyTo(probabilities[(end - width)..end]);
        }

        for (var i = end - 1; i >= multiple; i--)
            probabilities[i] = 0.5 * (probabilities[i] + probabilities[i - multiple]);
        for (var i = Math.Min(end, multiple) - 1; i >= 0; i--)
            probabilities[i] *= 0.5;
    }
}
