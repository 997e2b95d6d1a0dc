using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class ClopperPearsonIntervalTests
{
    // R binom.confint(method = "exact"), as quoted in the tests of statsmodels; R binom.test 3.6.2 for the last, as
    // quoted in those of scipy.
    [Theory]
    [InlineData(18, 20, 0.6830172859809176, 0.9876514728297052)]
    [InlineData(4, 200, 0.005475565879556443, 0.05041360908989634)]
    [InlineData(1, 30, 0.0008435709, 0.17216946)]
    [InlineData(20, 100, 0.1266555521019559, 0.2918426890886281)]
    public void The_limits_are_those_of_R(int successes, int trials, double low, double high)
    {
        var interval = ClopperPearsonInterval.Of(successes, trials)!.Value;

        Assert.Equal(low, interval.Low, 1e-8);
        Assert.Equal(high, interval.High, 1e-8);
    }

    // 1 − 0.025^(1/n): the share with which twenty failures in a row still happen once in forty times.
    [Fact]
    public void No_success_reaches_from_zero_to_the_share_that_would_fail_so_often_once_in_forty_times()
    {
        var interval = ClopperPearsonInterval.Of(0, 20)!.Value;

        Assert.Equal(0, interval.Low);
        Assert.Equal(1 - Math.Pow(0.025, 1.0 / 20), interval.High, 1e-10);
    }

    [Fact]
    public void No_trial_gives_no_interval() => Assert.Null(ClopperPearsonInterval.Of(0, 0));

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(0, -1)]
    public void Impossible_counts_are_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearsonInterval.Of(successes, trials));
}
