namespace PromptLab.Statistics;

/// <summary>The range of successes of a binomial distribution that an exact sum has to cover.</summary>
internal static class LikelyRange
{
    /// <summary>8 standard deviations and 10 successes on either side of the mean: the probability beyond is below 10⁻¹⁰.</summary>
    public static (int From, int To) Of(int trials, double p)
    {
        var mean = trials * p;
        var reach = (8 * Math.Sqrt(mean * (1 - p))) + 10;
        return ((int)Math.Max(0, Math.Floor(mean - reach)), (int)Math.Min(trials, Math.Ceiling(mean + reach)));
    }
}
