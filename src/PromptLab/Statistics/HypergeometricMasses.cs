namespace PromptLab.Statistics;

/// <summary>How many failures a slice has, if they fall on the items at random, for any number of items.</summary>
/// <remarks>
/// Neighbouring probabilities have a simple ratio, P(k + 1) / P(k) = (size − k)(fails − k) / ((k + 1)(passes − size + k + 1)), so
/// all follow from the likeliest one without a factorial, and dividing by their sum makes them probabilities. Far from the
/// likeliest they fall below the smallest double and are 0.
/// </remarks>
internal static class HypergeometricMasses
{
    /// <summary>The probability of each number of failures in the slice, from 0 to the smaller of the two.</summary>
    /// <param name="size">The number of items in the slice, from 0 to <paramref name="total"/>.</param>
    /// <param name="fails">All failures, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">All items.</param>
    public static double[] Of(int size, int fails, int total)
    {
        var masses = new double[Math.Min(size, fails) + 1];
        var fewest = Math.Max(0, size - (total - fails));
        var likeliest = (int)Math.Clamp((size + 1.0) * (fails + 1.0) / (total + 2.0), fewest, masses.Length - 1);
        var sum = masses[likeliest] = 1;
        for (var k = likeliest; k + 1 < masses.Length && masses[k] > 0; k++)
            sum += masses[k + 1] = masses[k] * Ratio(k);
        for (var k = likeliest - 1; k >= fewest && masses[k + 1] > 0; k--)
            sum += masses[k] = masses[k + 1] / Ratio(k);
        for (var k = fewest; k < masses.Length; k++)
            masses[k] /= sum;
        return masses;

        double Ratio(int k) => (size - k) * (double)(fails - k) / ((k + 1.0) * (total - fails - size + k + 1.0));
    }

    /// <summary>The probability of as many failures as there can be: all items of the slice fail, or it has all the failures.</summary>
    /// <param name="size">The number of items in the slice, from 0 to <paramref name="total"/>.</param>
    /// <param name="fails">All failures, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">All items.</param>
    public static double AtMost(int size, int fails, int total)
    {
        var (fewer, more) = (Math.Min(size, fails), Math.Max(size, fails));
        var mass = 1.0;
        for (var i = 0; i < fewer && mass > 0; i++)
            mass *= (more - i) / (double)(total - i);
        return mass;
    }
}
