namespace PromptLab.Statistics;

/// <summary>The interval of a weighted sum of independent estimates, from the interval of each.</summary>
/// <remarks>
/// The method of variance estimates recovery: Zou, Huang and Zhang, “A Note on Confidence Interval Estimation for a Linear
/// Function of Binomial Proportions”, Computational Statistics &amp; Data Analysis 53(4), 2009. With weights of 0 or more it is
/// θ − √Σ w²(p − l)² to θ + √Σ w²(u − p)².
/// </remarks>
internal static class LinearCombination
{
    /// <summary>The sum and its interval, at the level of the parts' intervals; null without parts.</summary>
    /// <param name="parts">Each estimate with its weight, 0 or more, and its interval.</param>
    public static (double Value, Interval Interval)? Of(IReadOnlyList<(double Weight, double Estimate, Interval Interval)> parts)
    {
        if (parts.Count == 0)
            return null;
        var (sum, below, above) = (0.0, 0.0, 0.0);
        foreach (var (weight, estimate, interval) in parts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(parts));
            sum += weight * estimate;
            below += Math.Pow(weight * (estimate - interval.Low), 2);
            above += Math.Pow(weight * (interval.High - estimate), 2);
        }

        return (sum, new Interval(sum - Math.Sqrt(below), sum + Math.Sqrt(above)));
    }
}
