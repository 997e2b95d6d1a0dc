using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class QuantileIntervalTests
{
    // Conover, “Practical Nonparametric Statistics”, and any table of the sign test: for a median, ranks 1 and 6, 2 and
    // 9, 6 and 15 of 6, 10 and 20.
    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(10, 2, 9)]
    [InlineData(20, 6, 15)]
    public void The_median_lies_between_the_ranks_of_the_sign_test(int count, double low, double high) =>
        Assert.Equal(new Interval(low, high), QuantileInterval.Of(UpTo(count), 0.5));

    // 2 · ½⁵ is more than 5%; 0.95⁷¹ is more than 2.5%, 0.95⁷² is not.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(5, 0.5)]
    [InlineData(71, 0.95)]
    [InlineData(100, 1)]
    public void A_sample_that_is_too_small_has_no_interval(int count, double p) => Assert.Null(QuantileInterval.Of(UpTo(count), p));

    [Fact]
    public void Seventy_two_values_are_enough_for_the_95th_percentile() =>
        Assert.Equal(72, QuantileInterval.Of(UpTo(72), 0.95)!.Value.High);

    [Fact]
    public void What_is_no_number_or_no_probability_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("values", () => QuantileInterval.Of([1, double.NaN], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("p", () => QuantileInterval.Of([1, 2], 1.5));
    }

    // In no order at all.
    private static IEnumerable<double> UpTo(int count) => Enumerable.Range(1, count).Reverse().Select(i => (double)i);
}
