namespace PromptLab.Statistics;

/// <summary>
/// Enumerates all sign patterns in two halves: for each sum of the first half, it counts the sums of the second that are high
/// enough.
/// </summary>
internal static class SignFlipEnumeration
{
    /// <summary>A function that returns the share of patterns with at least the given total.</summary>
    public static Func<double, double> UpperTail(SignFlipUnits units)
    {
        var half = units.Sums.Count / 2;
        var first = SignedSums.Of([.. units.Sums.Take(half)]);
        var second = SignedSums.Of([.. units.Sums.Skip(half)]);
        Array.Sort(first);
        Array.Sort(second);
        return total => Math.ScaleB(CountPairs(first, second, total - units.Tie), -units.Sums.Count);
    }

    private static long CountPairs(double[] first, double[] second, double atLeast)
    {
        var pairs = 0L;
        var tooLow = second.Length;
        foreach (var sum in first)
        {
            while (tooLow > 0 && sum + second[tooLow - 1] >= atLeast)
                tooLow--;
            pairs += second.Length - tooLow;
        }

        return pairs;
    }
}
