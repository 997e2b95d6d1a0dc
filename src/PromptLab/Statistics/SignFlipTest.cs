namespace PromptLab.Statistics;

/// <summary>How the p values of a <see cref="SignFlipTest"/> were computed.</summary>
internal enum SignFlipMethod
{
    /// <summary>All sign patterns were enumerated: exact.</summary>
    Enumeration,

    /// <summary>All differences are multiples of one step, and the patterns for each sum were counted: exact.</summary>
    Grid,

    /// <summary>Random sign patterns were drawn: subject to random error.</summary>
    MonteCarlo,
}

/// <summary>
/// The sign-flip permutation test of paired differences: if both versions are equally good, each difference could just as well
/// have the opposite sign.
/// </summary>
/// <remarks>
/// Fisher, “The Design of Experiments”, 1935, §21; with random patterns p = (1 + hits) / (1 + patterns), which is never 0:
/// Phipson and Smyth, “Permutation P-values Should Never Be Zero”, 2010, https://arxiv.org/abs/1603.05766. The null hypothesis
/// is that differences are symmetric around 0. For items that are right or wrong it equals McNemar's exact test and is as
/// conservative: use the mid-p of <see cref="McNemarTest"/> there.
/// </remarks>
internal sealed record SignFlipTest
{
    // 2^20 patterns in two halves of 2^10 sums each.
    private const int MaxEnumerated = 20;

    private SignFlipTest() { }

    /// <summary>The mean of all differences, including zeros; 0 for an empty list.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>The p value of a total at least as far from 0, in either direction; 1 if all differences are 0.</summary>
    public required double PTwoSided { get; init; }

    /// <summary>The p value of a total at least as high; 1 if all differences are 0.</summary>
    public required double PBetter { get; init; }

    /// <summary>The p value of a total at least as low; 1 if all differences are 0.</summary>
    public required double PWorse { get; init; }

    /// <summary>How the p values were computed.</summary>
    public required SignFlipMethod Method { get; init; }

    /// <summary>The number of sign patterns examined; null if sums were counted on a grid.</summary>
    public required long? Patterns { get; init; }

    /// <summary>Tests differences of candidate minus baseline, one per item.</summary>
    /// <remarks>
    /// Exact for up to 20 units with a nonzero sum, and for more if all sums are multiples of 1/q with q up to 1000 and counting
    /// takes at most about 50 million steps; otherwise by random patterns. Totals within a billionth of the spread count as equal.
    /// </remarks>
    /// <param name="differences">Finite numbers.</param>
    /// <param name="random">The source of random numbers; not used if the test is exact.</param>
    /// <param name="clusters">The cluster of each item, whose differences change sign together; null for an independent item.</param>
    /// <param name="resamples">The number of random patterns, at least one.</param>
    public static SignFlipTest Of(
        IReadOnlyList<double> differences,
        RandomSource random,
        IReadOnlyList<string?>? clusters = null,
        int resamples = 10_000
    )
    {
        Require.Finite(differences);
        Require.SameLength(differences.Count, clusters?.Count, nameof(clusters));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var units = SignFlipUnits.Of(differences, clusters);
        var mean = differences.Count == 0 ? 0 : differences.Sum() / differences.Count;
        if (units.Sums.Count <= MaxEnumerated)
            return Exact(mean, units, SignFlipEnumeration.UpperTail(units), SignFlipMethod.Enumeration, 1L << units.Sums.Count);
        return SignFlipGrid.UpperTail(units) is { } upperTail
            ? Exact(mean, units, upperTail, SignFlipMethod.Grid, null)
            : FromRandomPatterns(mean, SignFlipMonteCarlo.Count(units, random, resamples), resamples);
    }

    // Flipping all signs shows that a total is as likely as its negative, so the upper tail is enough.
    private static SignFlipTest Exact(
        double mean,
        SignFlipUnits units,
        Func<double, double> upperTail,
        SignFlipMethod method,
        long? patterns
    ) =>
        new()
        {
            MeanDifference = mean,
            PTwoSided = Math.Abs(units.Total) <= units.Tie ? 1 : ClampToProbability(2 * upperTail(Math.Abs(units.Total))),
            PBetter = ClampToProbability(upperTail(units.Total)),
            PWorse = ClampToProbability(upperTail(-units.Total)),
            Method = method,
            Patterns = patterns,
        };

    private static SignFlipTest FromRandomPatterns(double mean, SignFlipHits hits, int resamples) =>
        new()
        {
            MeanDifference = mean,
            PTwoSided = (1.0 + hits.AsExtreme) / (1.0 + resamples),
            PBetter = (1.0 + hits.AsHigh) / (1.0 + resamples),
            PWorse = (1.0 + hits.AsLow) / (1.0 + resamples),
            Method = SignFlipMethod.MonteCarlo,
            Patterns = resamples,
        };

    // The observed pattern is one of them all, so no p value is 0: one too small for a double becomes the smallest double.
    private static double ClampToProbability(double p) => Math.Clamp(p, double.Epsilon, 1);
}
