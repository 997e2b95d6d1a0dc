using PromptLab.Prompts;

namespace PromptLab.Tests.Prompts;

public sealed class PromptVersionTests
{
    [Theory]
    [InlineData("v1", 1)]
    [InlineData("v10", 10)]
    [InlineData("v999999999", 999_999_999)]
    public void A_version_is_its_number_and_is_written_as_it_was(string text, int number)
    {
        var version = PromptVersion.Of(text);

        Assert.Equal((number, text), (version?.Number, version?.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("v0")]
    [InlineData("v01")]
    [InlineData("v-1")]
    [InlineData("v1.2")]
    [InlineData("V1")]
    [InlineData("1")]
    [InlineData(" v1")]
    [InlineData("v1\n")]
    [InlineData("v1000000000")]
    [InlineData("draft")]
    [InlineData("draft-2")]
    [InlineData("production")]
    public void What_names_no_version_is_none(string? text) => Assert.Null(PromptVersion.Of(text));

    [Fact]
    public void Versions_come_in_the_order_of_their_numbers_and_other_texts_behind_them() =>
        Assert.Equal(
            ["v1", "v2", "v9", "v10", "v100", "draft"],
            new[] { "draft", "v10", "v2", "v100", "v9", "v1" }.OrderBy(PromptVersion.SortKey)
        );

    [Fact]
    public void The_next_version_has_the_next_number() =>
        Assert.Equal(("v1", "v10"), (PromptVersion.First.ToString(), PromptVersion.Of("v9")?.Next.ToString()));
}
