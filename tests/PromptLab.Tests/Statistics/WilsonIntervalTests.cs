using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    // statsmodels proportion_confint(method='wilson'); R prop.test(correct=FALSE).
    [Fact]
    public void Forty_two_of_fifty_is_as_R_and_statsmodels_have_it()
    {
        var interval = WilsonInterval.Of(42, 50)!.Value;

        Assert.Equal(0.7148578393696501, interval.Low, 1e-9);
        Assert.Equal(0.916625793219666, interval.High, 1e-9);
    }

    // R binom.confint(method = "wilson") and prop.test 3.6.2, as quoted in the tests of statsmodels and scipy.
    [Theory]
    [InlineData(18, 20, 0.95, 0.6989663547715128, 0.972133518786232)]
    [InlineData(4, 200, 0.95, 0.00780442641634947, 0.05028708690582643)]
    [InlineData(1, 30, 0.95, 0.00590859, 0.16670391)]
    [InlineData(3, 10, 0.95, 0.1077913, 0.6032219)]
    [InlineData(3, 10, 0.99, 0.07956632, 0.6799753)]
    public void The_limits_are_those_of_R(int successes, int trials, double confidence, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials, confidence)!.Value;

        Assert.Equal(low, interval.Low, 1e-7);
        Assert.Equal(high, interval.High, 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_confidence_is_refused(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(1, 2, confidence));

    [Fact]
    public void No_success_reaches_down_to_zero_and_nothing_else_up_to_one()
    {
        Assert.Equal(0, WilsonInterval.Of(0, 20)!.Value.Low);
        Assert.Equal(1, WilsonInterval.Of(20, 20)!.Value.High);
    }

    // z² / (n + z²) with z = 1.959963984540054 and n = 20.
    [Fact]
    public void No_success_of_twenty_reaches_up_to_z_squared_over_n_plus_z_squared() =>
        Assert.Equal(3.841458820694124 / 23.841458820694124, WilsonInterval.Of(0, 20)!.Value.High, 1e-12);

    [Fact]
    public void No_trial_gives_no_interval() => Assert.Null(WilsonInterval.Of(0, 0));

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void Impossible_counts_are_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(successes, trials));
}
