namespace PromptLab.Statistics;

/// <summary>The successes of a binomial distribution that are not left out of an exact sum.</summary>
internal static class LikelyRange
{
    /// <summary>8 standard deviations and 10 successes to either side of the mean: what lies beyond weighs less than 10⁻¹⁰.</summary>
    public static (int From, int To) Of(int trials, double p)
    {
        var mean = trials * p;
        var reach = (8 * Math.Sqrt(mean * (1 - p))) + 10;
        return ((int)Math.Max(0, Math.Floor(mean - reach)), (int)Math.Min(trials, Math.Ceiling(mean + reach)));
    }
}
