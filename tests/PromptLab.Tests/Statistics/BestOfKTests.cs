using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class BestOfKTests
{
    // Of 0.1, 0.4, 0.9 the pairs have the highest 0.4, 0.9, 0.9 and the lowest 0.1, 0.1, 0.4.
    [Fact]
    public void Two_of_three_scores_are_as_counted_by_hand()
    {
        Assert.Equal(2.2 / 3, BestOfK.Highest([0.1, 0.4, 0.9], 2), 12);
        Assert.Equal(0.6 / 3, BestOfK.Lowest([0.1, 0.4, 0.9], 2), 12);
    }

    [Fact]
    public void One_of_them_is_their_mean_and_all_of_them_have_their_extremes()
    {
        double[] scores = [0.1, 0.4, 0.9, 1];

        Assert.Equal(0.6, BestOfK.Highest(scores, 1), 12);
        Assert.Equal(0.6, BestOfK.Lowest(scores, 1), 12);
        Assert.Equal(1, BestOfK.Highest(scores, 4), 12);
        Assert.Equal(0.1, BestOfK.Lowest(scores, 4), 12);
    }

    [Fact]
    public void Scores_of_0_and_1_give_pass_at_k()
    {
        double[] scores = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1];

        Assert.Equal(24 / 45.0, BestOfK.Highest(scores, 2), 12);
        Assert.Equal(3 / 45.0, BestOfK.Lowest(scores, 2), 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void More_than_there_are_and_none_are_refused(int k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BestOfK.Highest([0, 1], k));
}
