using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class PassAtKTests
{
    // C(10, 2) = 45 pairs, of which C(7, 2) = 21 hold no right try and C(3, 2) = 3 only right ones.
    [Fact]
    public void Two_of_ten_tries_are_as_counted_by_hand()
    {
        Assert.Equal(24 / 45.0, PassAtK.Any(10, 3, 2), 1e-12);
        Assert.Equal(3 / 45.0, PassAtK.All(10, 3, 2), 1e-12);
    }

    [Fact]
    public void Pass_at_k_with_fewer_wrong_tries_than_k_is_certain()
    {
        Assert.Equal(1, PassAtK.Any(10, 8, 3));
        Assert.Equal(0, PassAtK.All(10, 2, 3));
    }

    [Fact]
    public void One_try_is_the_share_of_right_ones() =>
        Assert.Equal((0.3, 0.3), (Math.Round(PassAtK.Any(10, 3, 1), 12), Math.Round(PassAtK.All(10, 3, 1), 12)));

    [Fact]
    public void A_thousand_tries_overflow_nothing() => Assert.InRange(PassAtK.Any(1000, 500, 400), 1 - 1e-12, 1);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 6, 1)]
    [InlineData(5, -1, 1)]
    [InlineData(5, 3, 0)]
    [InlineData(5, 3, 6)]
    public void Impossible_counts_are_refused(int n, int correct, int k)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAtK.Any(n, correct, k));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAtK.All(n, correct, k));
    }
}
