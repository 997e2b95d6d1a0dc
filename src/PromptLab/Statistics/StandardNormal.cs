using MathNet.Numerics.Distributions;

namespace PromptLab.Statistics;

/// <summary>The normal distribution with mean 0 and standard deviation 1.</summary>
internal static class StandardNormal
{
    // The nearest double to the 97.5% point. MathNet's value is one step below, and stored rows must keep the same text.
    private const double At95 = 1.959963984540054;

    public static double Cdf(double z) => Normal.CDF(0, 1, z);

    public static double Quantile(double p) => Normal.InvCDF(0, 1, p);

    /// <summary>The critical z with half of 1 − confidence in either tail.</summary>
    public static double TwoSided(double confidence) => confidence == 0.95 ? At95 : Quantile((1 + confidence) / 2);
}
