using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class BcaBootstrapTests
{
    // Resampled means of 0 and 1 are 0, ½ and 1 with ¼, ½ and ¼; their standard deviation is √⅛.
    [Fact]
    public void Two_values_have_three_means()
    {
        var bootstrap = BcaBootstrap.Of([0, 1], new RandomSource(1))!;

        Assert.Equal(0.5, bootstrap.Mean);
        Assert.Equal(Math.Sqrt(0.125), bootstrap.StandardError, 0.01);
        Assert.Equal(new Interval(0, 1), bootstrap.Percentile());
        Assert.Equal(0, bootstrap.Acceleration, 1e-12);
    }

    // Half of the values lie a step below the mean, half a step above: the tied means count half, so that BCa moves nothing.
    [Fact]
    public void Ties_with_the_mean_count_half()
    {
        double[] symmetric = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 0.1 : 0.3)];

        var bootstrap = BcaBootstrap.Of(symmetric, new RandomSource(3))!;

        Assert.Equal(bootstrap.Percentile().Low, bootstrap.Bca().Low, 0.011);
        Assert.Equal(bootstrap.Percentile().High, bootstrap.Bca().High, 0.011);
        Assert.Equal(0.4, bootstrap.Bca().Low + bootstrap.Bca().High, 0.011);
    }

    // Skew to the right: u = (−1, −1, 2)/2 → Σu³ = 6/8, Σu² = 6/4, 0.75 / (6 · 1.5^1.5) = 0.068041.
    [Fact]
    public void The_acceleration_is_as_worked_by_hand() =>
        Assert.Equal(0.75 / (6 * Math.Pow(1.5, 1.5)), BcaBootstrap.Of([0, 0, 3], new RandomSource(1))!.Acceleration, 1e-12);

    [Fact]
    public void Skew_moves_the_corrected_limits_to_the_long_side()
    {
        double[] skewed = [.. Enumerable.Range(0, 40).Select(i => i % 10 == 0 ? 1.0 : 0)];

        var bootstrap = BcaBootstrap.Of(skewed, new RandomSource(1))!;

        Assert.True(bootstrap.Bca().High > bootstrap.Percentile().High);
        Assert.InRange(bootstrap.Mean, bootstrap.Bca().Low, bootstrap.Bca().High);
    }

    [Fact]
    public void Without_variation_every_limit_is_the_mean()
    {
        var bootstrap = BcaBootstrap.Of([0.1, 0.1, 0.1], new RandomSource(1))!;

        Assert.Equal((0, 0), (bootstrap.Acceleration, Math.Round(bootstrap.StandardError, 12)));
        Assert.Equal(0.1, bootstrap.Bca().Low, 1e-12);
        Assert.Equal(0.1, bootstrap.Bca().High, 1e-12);
    }

    [Fact]
    public void Below_two_values_there_is_no_bootstrap() => Assert.Null(BcaBootstrap.Of([1], new RandomSource(1)));

    [Fact]
    public void The_same_seed_gives_the_same_limits() =>
        Assert.Equal(BcaBootstrap.Of([1, 2, 4], new RandomSource(9))!.Bca(), BcaBootstrap.Of([1, 2, 4], new RandomSource(9))!.Bca());

    [Fact]
    public void What_is_no_number_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("values", () => BcaBootstrap.Of([1, double.NaN], new RandomSource(1)));
}
