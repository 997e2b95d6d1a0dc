using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class BetaIntervalTests
{
    // With the prior 1, three of three has the posterior Beta(4, 1), whose distribution function is x⁴.
    [Fact]
    public void Three_of_three_with_an_even_prior_reaches_from_one_fourth_root_to_the_other()
    {
        var interval = BetaInterval.Of(3, 3, 0.9, prior: 1);

        Assert.Equal(Math.Pow(0.05, 0.25), interval.Low, 1e-10);
        Assert.Equal(Math.Pow(0.95, 0.25), interval.High, 1e-10);
    }

    // Without a trial it is the arcsine distribution, whose quantiles are sin²(πp/2).
    [Fact]
    public void Without_a_trial_it_is_the_prior()
    {
        var interval = BetaInterval.Of(0, 0);

        Assert.Equal(Math.Pow(Math.Sin(Math.PI * 0.0125), 2), interval.Low, 1e-9);
        Assert.Equal(Math.Pow(Math.Cos(Math.PI * 0.0125), 2), interval.High, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_prior_lies_above_zero(double prior) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaInterval.Of(1, 2, prior: prior));
}
