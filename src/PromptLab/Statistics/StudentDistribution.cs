using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace PromptLab.Statistics;

/// <summary>Student's t distribution.</summary>
internal static class StudentDistribution
{
    public static double Cdf(double t, int freedom) => StudentT.CDF(0, 1, freedom, t);

    /// <summary>The t that leaves half of 1 − confidence on either side.</summary>
    /// <remarks>MathNet's own inverse looks no farther than 800, which one degree of freedom leaves at a confidence of 0.9993.</remarks>
    public static double TwoSided(double confidence, int freedom)
    {
        var p = (1 + confidence) / 2;
        var high = 2.0;
        while (Cdf(high, freedom) < p && high < 1e300)
            high *= 2;
        return Brent.FindRoot(t => Cdf(t, freedom) - p, 0, high, accuracy: 1e-13, maxIterations: 1000);
    }
}
