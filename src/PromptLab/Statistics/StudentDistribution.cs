using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace PromptLab.Statistics;

/// <summary>Student's t distribution.</summary>
internal static class StudentDistribution
{
    public static double Cdf(double t, int degreesOfFreedom) => StudentT.CDF(0, 1, degreesOfFreedom, t);

    /// <summary>The critical t with half of 1 − confidence in either tail.</summary>
    /// <remarks>MathNet's own inverse searches only up to 800, which one degree of freedom exceeds at a confidence of 0.9993.</remarks>
    public static double TwoSided(double confidence, int degreesOfFreedom)
    {
        var p = (1 + confidence) / 2;
        var high = 2.0;
        while (Cdf(high, degreesOfFreedom) < p && high < 1e300)
            high *= 2;
        return Brent.FindRoot(t => Cdf(t, degreesOfFreedom) - p, 0, high, accuracy: 1e-13, maxIterations: 1000);
    }
}
