namespace PromptLab.Statistics;

/// <summary>The share of right answers behind the verdicts of a judge, corrected by what people said of some of them.</summary>
/// <remarks>
/// Post-stratification: w·v + (1 − w)·u, w being the share that passes the judge, v the share of right ones among labelled passes, u among
/// labelled fails (Holt and Smith, “Post Stratification”, JRSS A 142(1), 1979). Each of the three has the posterior of Jeffreys' prior,
/// Beta(part + ½, rest + ½); the mean is exact, the limits are quantiles of random draws. The labels must be a random sample, given
/// without sight of the verdict; with no label of a kind, its share is taken to be anything from 0 to 1.
/// </remarks>
internal sealed record JudgeCorrection
{
    private const double Prior = 0.5;

    private JudgeCorrection() { }

    /// <summary>The share of items that pass the judge, as it is.</summary>
    public required double RawRate { get; init; }

    /// <summary>The corrected share of right answers, the mean of the posterior.</summary>
    public required double Estimate { get; init; }

    /// <summary>The equal-tailed interval of the corrected share.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The corrected share; null where no item was judged.</summary>
    /// <param name="judge">Of all items that were judged, those that passed.</param>
    /// <param name="passes">Of the labelled items that passed, those that people call right.</param>
    /// <param name="fails">Of the labelled items that failed, those that people call right nevertheless.</param>
    /// <param name="random">The dice.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="draws">How many draws from the posterior, at least two.</param>
    public static JudgeCorrection? Of(
        CountOf judge,
        CountOf passes,
        CountOf fails,
        RandomSource random,
        double confidence = 0.95,
        int draws = 20_000
    )
    {
        Refuse.NoConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        if (judge.Total == 0)
            return null;
        var sample = new double[draws];
        for (var i = 0; i < draws; i++)
            sample[i] = Mixed(Draw(judge, random), Draw(passes, random), Draw(fails, random));
        Array.Sort(sample);
        return new JudgeCorrection
        {
            RawRate = judge.Part / (double)judge.Total,
            Estimate = Mixed(Expected(judge), Expected(passes), Expected(fails)),
            Interval = new Interval(Quantile.OfSorted(sample, (1 - confidence) / 2), Quantile.OfSorted(sample, (1 + confidence) / 2)),
        };
    }

    private static double Mixed(double pass, double rightAmongPasses, double rightAmongFails) =>
        (pass * rightAmongPasses) + ((1 - pass) * rightAmongFails);

    private static double Expected(CountOf count) => (count.Part + Prior) / (count.Total + (2 * Prior));

    private static double Draw(CountOf count, RandomSource random) =>
        BetaSampler.Draw(count.Part + Prior, count.Total - count.Part + Prior, random);
}
