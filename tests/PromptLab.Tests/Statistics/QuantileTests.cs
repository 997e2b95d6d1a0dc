using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class QuantileTests
{
    private static readonly double[] Sample = [812, 640, 1200, 733, 951, 655, 3010, 702, 690, 880, 777];

    // numpy.quantile's default; R quantile(type = 7).
    [Theory]
    [InlineData(0.5, 777)]
    [InlineData(0.9, 1200)]
    [InlineData(0.95, 2105)]
    [InlineData(0.99, 2829)]
    public void Quantiles_are_as_numpy_and_R_have_them(double p, double expected) =>
        Assert.Equal(expected, Quantile.Type7(Sample, p)!.Value, 1e-9);

    [Fact]
    public void An_empty_sample_has_no_quantile() => Assert.Null(Quantile.Type7([], 0.5));

    [Fact]
    public void A_single_value_is_every_quantile() => Assert.Equal(5, Quantile.Type7([5], 0.95));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Type7(Sample, p));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>("values", () => Quantile.Type7([1, value], 0.5));
}
