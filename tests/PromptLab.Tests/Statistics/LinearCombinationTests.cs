using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class LinearCombinationTests
{
    // ½ · 0.5 + ½ · 0.9 = 0.7; below √((½ · 0.1)² + (½ · 0.2)²) = 0.111803, above √((½ · 0.1)² + (½ · 0.05)²) = 0.055902.
    [Fact]
    public void The_limits_are_as_worked_by_hand()
    {
        var (value, interval) = LinearCombination.Of([(0.5, 0.5, new Interval(0.4, 0.6)), (0.5, 0.9, new Interval(0.7, 0.95))])!.Value;

        Assert.Equal(0.7, value, 12);
        Assert.Equal(0.7 - 0.1118034, interval.Low, 6);
        Assert.Equal(0.7 + 0.0559017, interval.High, 6);
    }

    [Fact]
    public void One_part_alone_keeps_its_interval()
    {
        var (value, interval) = LinearCombination.Of([(1, 0.5, new Interval(0.4, 0.6))])!.Value;

        Assert.Equal((0.5, 0.4, 0.6), (value, interval.Low, interval.High));
    }

    [Fact]
    public void Nothing_has_no_sum_and_a_weight_below_0_is_refused()
    {
        Assert.Null(LinearCombination.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearCombination.Of([(-1, 0.5, new Interval(0.4, 0.6))]));
    }
}
