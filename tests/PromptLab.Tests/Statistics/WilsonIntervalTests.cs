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
