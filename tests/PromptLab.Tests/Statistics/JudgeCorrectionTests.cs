using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class JudgeCorrectionTests
{
    // w = 80.5/101, v = 36.5/41, u = 2.5/11: w·v + (1 − w)·u.
    [Fact]
    public void The_estimate_is_as_worked_by_hand()
    {
        var corrected = JudgeCorrection.Of(new(80, 100), new(36, 40), new(2, 10), new RandomSource(1))!;

        Assert.Equal(0.8, corrected.RawRate);
        Assert.Equal((80.5 / 101 * 36.5 / 41) + (20.5 / 101 * 2.5 / 11), corrected.Estimate, 1e-12);
        Assert.InRange(corrected.Estimate, corrected.Interval.Low, corrected.Interval.High);
    }

    // One judged item that passed, and no label: w follows Beta(1.5, 0.5), v and u the arcsine distribution; by symmetry the mean is ½.
    [Fact]
    public void Without_labels_anything_is_possible()
    {
        var corrected = JudgeCorrection.Of(new(1, 1), new(0, 0), new(0, 0), new RandomSource(1))!;

        Assert.Equal(0.5, corrected.Estimate, 1e-12);
        Assert.True(corrected.Interval.High - corrected.Interval.Low > 0.8);
    }

    // Beta(½, ½) has the mean ½ and the variance ⅛, Beta(3, 2) 3/5 and 1/25: four standard errors of 20,000 draws.
    [Theory]
    [InlineData(0.5, 0.5, 0.5, 0.125)]
    [InlineData(3, 2, 0.6, 0.04)]
    public void Draws_have_the_mean_and_the_variance_of_the_distribution(double a, double b, double mean, double variance)
    {
        var random = new RandomSource(4);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => BetaSampler.Draw(a, b, random))];

        Assert.Equal(mean, draws.Average(), 4 * Math.Sqrt(variance / 20_000));
        Assert.Equal(variance, draws.Average(draw => (draw - mean) * (draw - mean)), 0.003);
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
    }

    [Fact]
    public void No_judged_item_has_no_share() => Assert.Null(JudgeCorrection.Of(new(0, 0), new(1, 1), new(1, 1), new RandomSource(1)));

    [Fact]
    public void More_than_all_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(3, 2));
}
