namespace PromptLab.Statistics;

/// <summary>The sums of a few numbers under every sign pattern.</summary>
internal static class SignedSums
{
    /// <summary>2^m sums of m numbers: bit i of the index says whether number i is added (1) or subtracted (0).</summary>
    public static double[] Of(ReadOnlySpan<double> numbers)
    {
        var sums = new double[1 << numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var count = 1 << i;
            for (var pattern = 0; pattern < count; pattern++)
            {
                sums[count + pattern] = sums[pattern] + numbers[i];
                sums[pattern] -= numbers[i];
            }
        }

        return sums;
    }
}
