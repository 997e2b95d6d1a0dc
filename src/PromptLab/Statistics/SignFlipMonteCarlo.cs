namespace PromptLab.Statistics;

/// <summary>How many random totals lie as far from 0, as high and as low as the observed one.</summary>
internal readonly record struct SignFlipHits(int AsFar, int AsHigh, int AsLow);

/// <summary>Random patterns of signs, 32 units to a random number: eight units at a time have only 256 sums, which are looked up.</summary>
internal static class SignFlipMonteCarlo
{
    private const int Eight = 8;
    private const int Patterns = 1 << Eight;

    public static SignFlipHits Count(SignFlipUnits units, RandomSource random, int resamples)
    {
        var totals = new double[resamples];
        var bits = new uint[resamples];
        foreach (var block in units.Sums.Chunk(4 * Eight))
        {
            random.Fill(bits);
            Add(block, bits, totals);
        }

        return new SignFlipHits(
            totals.Count(total => Math.Abs(total) >= Math.Abs(units.Total) - units.Tie),
            totals.Count(total => total >= units.Total - units.Tie),
            totals.Count(total => total <= units.Total + units.Tie)
        );
    }

    private static void Add(double[] block, uint[] bits, double[] totals)
    {
        Array.Resize(ref block, 4 * Eight);
        var (first, second) = (SignedSums.Of(block.AsSpan(0, 8)), SignedSums.Of(block.AsSpan(8, 8)));
        var (third, fourth) = (SignedSums.Of(block.AsSpan(16, 8)), SignedSums.Of(block.AsSpan(24)));
        for (var i = 0; i < totals.Length; i++)
        {
            var pattern = bits[i];
            totals[i] +=
                first[pattern % Patterns] + second[(pattern >> 8) % Patterns] + third[(pattern >> 16) % Patterns] + fourth[pattern >> 24];
        }
    }
}
