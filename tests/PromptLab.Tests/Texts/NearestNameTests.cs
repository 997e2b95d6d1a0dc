using PromptLab.Texts;

namespace PromptLab.Tests.Texts;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("custmer", "customer")]
    [InlineData("eqauls", "equals")]
    [InlineData("Contraints", "Constraints")]
    public void A_misspelt_name_finds_the_one_that_was_meant(string misspelt, string meant) =>
        Assert.Equal($" Did you mean “{meant}”?", NearestName.Suggest(misspelt, ["zebra", meant, "something_else"]));

    [Fact]
    public void Where_nothing_is_near_the_known_names_are_listed() =>
        Assert.Equal(" Known: alpha, beta.", NearestName.Suggest("zzzzzzzz", ["beta", "alpha"]));
}
