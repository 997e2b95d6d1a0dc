using PromptLab.Splitting;

namespace PromptLab.Tests.Splitting;

public sealed class SplitSharesTests
{
    // The method: 80 items or more 25/45/30, fewer 65/35.
    [Theory]
    [InlineData(1, 0, 65, 35)]
    [InlineData(79, 0, 65, 35)]
    [InlineData(80, 25, 45, 30)]
    [InlineData(3080, 25, 45, 30)]
    public void A_train_split_begins_with_80_items(int items, int train, int dev, int holdout) =>
        Assert.Equal(new SplitShares(train, dev, holdout), SplitShares.DefaultFor(items));

    // 101 items: 25.25, 45.45 and 30.3, so the one that is left goes to dev. 10 items: 2.5, 4.5 and 3.0, so dev goes first.
    [Theory]
    [InlineData(101, 25, 46, 30)]
    [InlineData(10, 2, 5, 3)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 25, 45, 30)]
    public void Whole_items_go_to_the_largest_rests(int items, int train, int dev, int holdout)
    {
        var targets = new SplitShares(25, 45, 30).TargetsFor(items);

        Assert.Equal((train, dev, holdout), (targets["train"], targets["dev"], targets["holdout"]));
    }

    [Theory]
    [InlineData(25, 45, 31, "25, 45 and 31 add up to 101. Give whole percent that add up to 100, such as 25, 45 and 30.")]
    [InlineData(-10, 80, 30, "A share lies from 0 to 100 percent.")]
    [InlineData(long.MaxValue, 80, 30, "A share lies from 0 to 100 percent.")]
    [InlineData(0, 100, 0, null)]
    public void Shares_add_up_to_100(long train, long dev, long holdout, string? problem) =>
        Assert.Equal(problem, SplitShares.ProblemOf(train, dev, holdout));
}
