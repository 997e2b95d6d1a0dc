namespace PromptLab.Statistics;

/// <summary>The sums of some numbers under every pattern of signs.</summary>
internal static class SignedSums
{
    /// <summary>2^m sums of m numbers: bit i of the place says whether number i is added (1) or taken away (0).</summary>
    public static double[] Of(IEnumerable<double> numbers)
    {
        double[] sums = [0];
        foreach (var number in numbers)
            sums = [.. sums.Select(sum => sum - number), .. sums.Select(sum => sum + number)];
        return sums;
    }
}
