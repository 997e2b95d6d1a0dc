namespace PromptLab.Statistics;

/// <summary>P values adjusted for the number of tests, in the order in which they were given.</summary>
/// <remarks>
/// Pass the raw p values of the whole family at once: values that are already adjusted would be adjusted twice. None of the
/// three corrects for versions written after seeing the results on the same items; only a sealed holdout does.
/// </remarks>
internal static class MultipleTesting
{
    /// <summary>
    /// Holm's step-down p values: the probability of even one false claim stays below the level, whatever the dependence.
    /// </summary>
    /// <remarks>Holm, “A Simple Sequentially Rejective Multiple Test Procedure”, Scandinavian Journal of Statistics 6(2), 1979.</remarks>
    /// <param name="p">Raw p values, from 0 to 1.</param>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var largest = 0.0;
        foreach (var (rank, index) in Ascending(p).Index())
        {
            largest = Math.Max(largest, Math.Min(1, p[index] * (p.Count - rank)));
            adjusted[index] = largest;
        }

        return adjusted;
    }

    /// <summary>Which tests can be significant at all: the others can be dropped before a correction without adding error.</summary>
    /// <remarks>
    /// Tarone, “A Modified Bonferroni Method for Discrete Data”, Biometrics 46(2), 1990: with k the smallest number such that at most k
    /// tests can reach p ≤ α/k, those tests stay. What a test can reach must not depend on its outcome.
    /// </remarks>
    /// <param name="attainable">The smallest p-value that each test could have, from 0 to 1.</param>
    /// <param name="alpha">The level of the family.</param>
    /// <param name="times">How many families of this size are corrected together, such as one per version; at least one.</param>
    public static IReadOnlyList<bool> CanBeSignificant(IReadOnlyList<double> attainable, double alpha, int times = 1)
    {
        RequireProbabilities(attainable);
        for (var k = 1; k <= attainable.Count; k++)
        {
            var level = alpha / ((double)k * times);
            if (attainable.Count(p => p <= level) <= k)
                return [.. attainable.Select(p => p <= level)];
        }

        return [.. attainable.Select(_ => true)];
    }

    /// <summary>Benjamini–Hochberg p values: among those below the level, the expected share of false ones stays below it.</summary>
    /// <remarks>
    /// Benjamini and Hochberg, “Controlling the False Discovery Rate”, JRSS B 57(1), 1995. For exploring, not for claims; the p
    /// values must be independent or positively dependent.
    /// </remarks>
    /// <param name="p">Raw p values, from 0 to 1.</param>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var smallest = 1.0;
        foreach (var (rank, index) in Ascending(p).Index().Reverse())
        {
            smallest = Math.Min(smallest, p[index] * p.Count / (rank + 1));
            adjusted[index] = smallest;
        }

        return adjusted;
    }

    /// <summary>Each p value times the number of p values, at most 1: never below Holm's.</summary>
    /// <param name="p">Raw p values, from 0 to 1.</param>
    public static IReadOnlyList<double> Bonferroni(IReadOnlyList<double> p)
    {
        RequireProbabilities(p);
        return [.. p.Select(value => Math.Min(1, value * p.Count))];
    }

    private static int[] Ascending(IReadOnlyList<double> p)
    {
        RequireProbabilities(p);
        return [.. Enumerable.Range(0, p.Count).OrderBy(index => p[index])];
    }

    private static void RequireProbabilities(IReadOnlyList<double> p)
    {
        foreach (var value in p)
            Require.Probability(value, nameof(p));
    }
}
