namespace PromptLab.Statistics;

/// <summary>Counts all patterns of signs by halves: for each sum of the first half, how many of the second reach far enough.</summary>
internal static class SignFlipEnumeration
{
    /// <summary>The share of patterns whose total is at least so high.</summary>
    public static Func<double, double> UpperTail(SignFlipUnits units)
    {
        var half = units.Sums.Count / 2;
        var first = SignedSums.Of([.. units.Sums.Take(half)]);
        var second = SignedSums.Of([.. units.Sums.Skip(half)]);
        Array.Sort(first);
        Array.Sort(second);
        return total => Math.ScaleB(Pairs(first, second, total - units.Tie), -units.Sums.Count);
    }

    private static long Pairs(double[] first, double[] second, double atLeast)
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
