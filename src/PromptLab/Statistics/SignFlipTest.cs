namespace PromptLab.Statistics;

/// <summary>How the p values of a <see cref="SignFlipTest"/> were found.</summary>
internal enum SignFlipMethod
{
    /// <summary>Every pattern of signs was looked at: exact.</summary>
    Enumeration,

    /// <summary>All differences are multiples of one step, and the ways to each sum were counted: exact.</summary>
    Grid,

    /// <summary>Random patterns of signs: with a random error.</summary>
    MonteCarlo,
}

/// <summary>
/// The permutation test of paired differences: if the versions are alike, each difference could as well have the other
/// sign.
/// </summary>
/// <remarks>
/// Fisher, “The Design of Experiments”, 1935, §21; with random patterns p = (1 + hits) / (1 + patterns), which is never 0: Phipson
/// and Smyth, “Permutation P-values Should Never Be Zero”, 2010, https://arxiv.org/abs/1603.05766. It tests that differences are
/// symmetric around 0. On items that are right or wrong it is McNemar's exact test and as cautious: there take the mid-p of
/// <see cref="McNemarTest"/>.
/// </remarks>
internal sealed record SignFlipTest
{
    // 2^20 patterns in two halves of 2^10 sums each.
    private const int MostEnumerated = 20;

    private SignFlipTest() { }

    /// <summary>The mean of the differences, those of 0 included; 0 where there is none.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>The p of a sum as far from 0 as this one, in either direction; 1 where all differences are 0.</summary>
    public required double PTwoSided { get; init; }

    /// <summary>The p of a sum as high as this one; 1 where all differences are 0.</summary>
    public required double PBetter { get; init; }

    /// <summary>The p of a sum as low as this one; 1 where all differences are 0.</summary>
    public required double PWorse { get; init; }

    /// <summary>How the p values were found.</summary>
    public required SignFlipMethod Method { get; init; }

    /// <summary>How many patterns of signs were looked at; null where their sums were counted on a grid.</summary>
    public required long? Patterns { get; init; }

    /// <summary>The test of differences, one an item, candidate minus baseline.</summary>
    /// <remarks>
    /// Exact for up to 20 units that differ, and for more where all sums are multiples of 1/q with q up to 1000 and the counting
    /// takes at most about 50 million steps; else by random patterns. Sums within a billionth of the spread count as equal.
    /// </remarks>
    /// <param name="differences">Finite numbers.</param>
    /// <param name="random">The dice; not touched where the test is exact.</param>
    /// <param name="clusters">The cluster of each item, whose differences change sign together; null for one that stands alone.</param>
    /// <param name="resamples">How many random patterns, at least one.</param>
    public static SignFlipTest Of(
        IReadOnlyList<double> differences,
        RandomSource random,
        IReadOnlyList<string?>? clusters = null,
        int resamples = 10_000
    )
    {
        Refuse.NotFinite(differences);
        Refuse.OtherLength(differences.Count, clusters?.Count, nameof(clusters));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var units = SignFlipUnits.Of(differences, clusters);
        var mean = differences.Count == 0 ? 0 : differences.Sum() / differences.Count;
        if (units.Sums.Count <= MostEnumerated)
            return Exact(mean, units, SignFlipEnumeration.UpperTail(units), SignFlipMethod.Enumeration, 1L << units.Sums.Count);
        return SignFlipGrid.UpperTail(units) is { } upperTail
            ? Exact(mean, units, upperTail, SignFlipMethod.Grid, null)
            : ByChance(mean, SignFlipMonteCarlo.Count(units, random, resamples), resamples);
    }

    // Turning all signs round shows that a sum is as likely as its negative: the upper tail says all.
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
            PTwoSided = Math.Abs(units.Total) <= units.Tie ? 1 : Probability(2 * upperTail(Math.Abs(units.Total))),
            PBetter = Probability(upperTail(units.Total)),
            PWorse = Probability(upperTail(-units.Total)),
            Method = method,
            Patterns = patterns,
        };

    private static SignFlipTest ByChance(double mean, SignFlipHits hits, int resamples) =>
        new()
        {
            MeanDifference = mean,
            PTwoSided = (1.0 + hits.AsFar) / (1.0 + resamples),
            PBetter = (1.0 + hits.AsHigh) / (1.0 + resamples),
            PWorse = (1.0 + hits.AsLow) / (1.0 + resamples),
            Method = SignFlipMethod.MonteCarlo,
            Patterns = resamples,
        };

    // The pattern that was observed is one of all, so that no p is 0: what a double cannot hold is told as its smallest number.
    private static double Probability(double p) => Math.Clamp(p, double.Epsilon, 1);
}
