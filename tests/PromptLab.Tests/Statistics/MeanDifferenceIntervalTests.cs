using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class MeanDifferenceIntervalTests
{
    [Fact]
    public void It_is_the_hull_of_t_and_BCa()
    {
        double[] differences = [.. Enumerable.Range(0, 40).Select(i => i % 10 == 0 ? 1.0 : 0)];
        var t = MeanEstimate.Of(differences)!.Interval!.Value;
        var bca = BcaBootstrap.Of(differences, new RandomSource(1))!.Bca();

        var interval = MeanDifferenceInterval.Of(differences, new RandomSource(1)).At()!.Value;

        Assert.True(bca.High > t.High && t.Low < bca.Low);
        Assert.Equal(new Interval(t.Low, bca.High), interval);
    }

    [Fact]
    public void Many_differences_have_the_t_interval_alone()
    {
        double[] differences = [.. Enumerable.Range(0, MeanDifferenceInterval.MaxResampled + 1).Select(i => i % 10 == 0 ? 1.0 : 0)];

        Assert.Equal(MeanEstimate.Of(differences)!.Interval, MeanDifferenceInterval.Of(differences, new RandomSource(1)).At());
    }

    [Fact]
    public void Without_variation_it_is_the_mean_alone() =>
        Assert.Equal(new Interval(0.25, 0.25), MeanDifferenceInterval.Of([0.25, 0.25], new RandomSource(1)).At());

    [Fact]
    public void Below_two_differences_there_is_none() => Assert.Null(MeanDifferenceInterval.Of([0.25], new RandomSource(1)).At());

    [Fact]
    public void What_is_no_number_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanDifferenceInterval.Of([1, double.NaN], new RandomSource(1)));
}
