using PromptLab.EvalSets;
using PromptLab.Tests.Splitting;

namespace PromptLab.Tests.EvalSets;

public sealed class SplitChoiceTests
{
    [Theory]
    [InlineData(null, new string[0])]
    [InlineData("dev", new[] { "dev" })]
    [InlineData("train;dev", new[] { "train", "dev" })]
    [InlineData("dev;train", new[] { "dev", "train" })] // the order stays
    public void Its_text_reads_back_as_the_same_names(string? text, string[] names)
    {
        Assert.Equal(names, SplitChoice.Parse(text).Names);
        Assert.Equal(text, new SplitChoice(names).Text);
        Assert.Equal(text ?? "", new SplitChoice(names).ToString());
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData("dev", false, false)]
    [InlineData("holdout", true, true)]
    [InlineData("dev;holdout", true, false)]
    [InlineData("holdout;holdout", true, true)]
    [InlineData("Holdout", false, false)] // another split of another name
    [InlineData("holdout-2", false, false)]
    public void The_holdout_is_found_by_its_whole_name(string? text, bool hasHoldout, bool isOnly)
    {
        var splits = SplitChoice.Parse(text);

        Assert.Equal((hasHoldout, isOnly), (splits.HasHoldout, splits.IsOnly(SplitNames.Holdout)));
    }

    [Theory]
    [InlineData(null, "dev", true)]
    [InlineData(null, null, true)]
    [InlineData("train;dev", "dev", true)]
    [InlineData("train;dev", "holdout", false)]
    [InlineData("train;dev", null, false)]
    public void Without_names_every_item_is_eligible_and_else_those_of_the_named_splits(string? text, string? split, bool isIncluded) =>
        Assert.Equal(isIncluded, SplitChoice.Parse(text).Includes(SplitWorld.Item("t-1", split: split)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_text_means_all_items(string? text) => Assert.True(SplitChoice.Parse(text).IsAll);
}
