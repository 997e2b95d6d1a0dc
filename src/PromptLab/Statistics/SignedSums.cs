namespace PromptLab.Statistics;

/// <summary>The sums of some numbers under every pattern of signs.</summary>
internal static class SignedSums
{
    /// <summary>2^m sums of m numbers: bit i of the place says whether number i is added (1) or taken away (0).</summary>
    public static double[] Of(ReadOnlySpan<double> numbers)
    {
        var sums = new double[1 << numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var known = 1 << i;
            for (var pattern = 0; pattern < known; pattern++)
            {
                sums[known + pattern] = sums[pattern] + numbers[i];
                sums[pattern] -= numbers[i];
            }
        }

        return sums;
    }
}
