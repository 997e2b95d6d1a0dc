namespace PromptLab.Statistics;

/// <summary>How many random totals are as extreme (in either direction), as high, and as low as the observed one.</summary>
internal readonly record struct SignFlipHits(int AsExtreme, int AsHigh, int AsLow);

/// <summary>
/// Random sign patterns, 32 units per random number: eight units have only 256 possible sums, which are looked up in a table.
/// </summary>
internal static class SignFlipMonteCarlo
{
    private const int UnitsPerTable = 8;
    private const int Patterns = 1 << UnitsPerTable;

    public static SignFlipHits Count(SignFlipUnits units, RandomSource random, int resamples)
    {
        var totals = new double[resamples];
        var bits = new uint[resamples];
        foreach (var block in units.Sums.Chunk(4 * UnitsPerTable))
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
        Array.Resize(ref block, 4 * UnitsPerTable);
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
