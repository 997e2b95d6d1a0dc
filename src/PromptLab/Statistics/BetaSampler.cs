namespace PromptLab.Statistics;

/// <summary>
/// Draws from a beta distribution; the same seed gives the same draws on every machine that rounds according to IEEE 754.
/// </summary>
/// <remarks>
/// A beta variate is g/(g + h) of two gamma variates. Gamma: Marsaglia and Tsang, “A Simple Method for Generating Gamma
/// Variables”, ACM TOMS 26(3), 2000; shapes below 1 are boosted by U^(1/shape). Normal: the polar method of Marsaglia and
/// Bray, 1964.
/// </remarks>
internal static class BetaSampler
{
    public static double Draw(double a, double b, RandomSource random)
    {
        var gamma = Gamma(a, random);
        return gamma / (gamma + Gamma(b, random));
    }

    private static double Gamma(double shape, RandomSource random)
    {
        if (shape < 1)
            return Gamma(shape + 1, random) * Math.Pow(Uniform(random), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(random);
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(Uniform(random)) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private static double Normal(RandomSource random)
    {
        while (true)
        {
            var (x, y) = ((2 * Uniform(random)) - 1, (2 * Uniform(random)) - 1);
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }

    // Strictly between 0 and 1: 32 random bits, shifted by half a step.
    private static double Uniform(RandomSource random) => Math.ScaleB(random.Next() + 0.5, -32);
}
