namespace PromptLab.Statistics;

/// <summary>The share of right answers behind a judge's verdicts, corrected by human labels of some of them.</summary>
/// <remarks>
/// Post-stratification: w·v + (1 − w)·u, w being the share of items that pass the judge, v the share of right answers among
/// labelled passes, and u the share among labelled fails (Holt and Smith, “Post Stratification”, JRSS A 142(1), 1979). Each of
/// the three has a posterior with Jeffreys' prior, Beta(part + ½, rest + ½); the mean is exact, the limits are quantiles of
/// random draws. Labels must be a random sample, made without seeing the verdict. If passes (or fails) have no labels, the
/// share among them could be anything from 0 to 1.
/// </remarks>
internal sealed record JudgeCorrection
{
    private const double Prior = 0.5;

    private JudgeCorrection() { }

    /// <summary>The uncorrected share of items that pass the judge, from 0 to 1.</summary>
    public required double RawRate { get; init; }

    /// <summary>The corrected share of right answers: the posterior mean, from 0 to 1.</summary>
    public required double Estimate { get; init; }

    /// <summary>The equal-tailed credible interval of <see cref="Estimate"/>.</summary>
    public required Interval Interval { get; init; }

    /// <summary>Corrects the judge's pass rate; null if no item was judged.</summary>
    /// <param name="judge">Of all judged items, those that passed.</param>
    /// <param name="passes">Of the labelled items that passed, those labelled right.</param>
    /// <param name="fails">Of the labelled items that failed, those labelled right.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="draws">The number of draws from the posterior, at least two.</param>
    public static JudgeCorrection? Of(
        Proportion judge,
        Proportion passes,
        Proportion fails,
        RandomSource random,
        double confidence = 0.95,
        int draws = 20_000
    )
    {
        Require.Confidence(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        if (judge.Total == 0)
            return null;
        var sample = new double[draws];
        for (var i = 0; i < draws; i++)
            sample[i] = Mix(Draw(judge, random), Draw(passes, random), Draw(fails, random));
        Array.Sort(sample);
        return new JudgeCorrection
        {
            RawRate = judge.Part / (double)judge.Total,
            Estimate = Mix(PosteriorMean(judge), PosteriorMean(passes), PosteriorMean(fails)),
            Interval = new Interval(Quantile.OfSorted(sample, (1 - confidence) / 2), Quantile.OfSorted(sample, (1 + confidence) / 2)),
        };
    }

    private static double Mix(double pass, double rightAmongPasses, double rightAmongFails) =>
        (pass * rightAmongPasses) + ((1 - pass) * rightAmongFails);

    private static double PosteriorMean(Proportion count) => (count.Part + Prior) / (count.Total + (2 * Prior));

    private static double Draw(Proportion count, RandomSource random) =>
        BetaSampler.Draw(count.Part + Prior, count.Total - count.Part + Prior, random);
}
