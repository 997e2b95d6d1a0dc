using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class ProbabilityBetterTests
{
    // With the prior 1 it is P(at most w heads of l + w + 1 tosses): 7/8 for 2 of 3, 1/8 for 0 of 3, 11/16 for 2 of 4.
    [Theory]
    [InlineData(0, 2, 7 / 8.0)]
    [InlineData(2, 0, 1 / 8.0)]
    [InlineData(1, 2, 11 / 16.0)]
    public void With_an_even_prior_it_is_a_matter_of_tossing_coins(int losses, int wins, double expected) =>
        Assert.Equal(expected, ProbabilityBetter.Of(losses, wins, prior: 1), 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40_000)]
    public void As_many_losses_as_wins_are_even(int each) => Assert.Equal(0.5, ProbabilityBetter.Of(each, each));

    [Fact]
    public void Both_sides_add_up_to_one() => Assert.Equal(1, ProbabilityBetter.Of(4, 12) + ProbabilityBetter.Of(12, 4), 1e-12);

    [Fact]
    public void Negative_counts_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityBetter.Of(-1, 2));
}
