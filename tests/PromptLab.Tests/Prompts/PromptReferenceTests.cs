using PromptLab.Prompts;

namespace PromptLab.Tests.Prompts;

public sealed class PromptReferenceTests
{
    [Theory]
    [InlineData("triage@v3", "triage", "v3")]
    [InlineData("triage@production", "triage", "production")]
    [InlineData("triage@latest", "triage", "latest")]
    [InlineData("triage@draft-2", "triage", "draft-2")]
    [InlineData("triage@sha256:e6d9", "triage", "sha256:e6d9")]
    [InlineData("triage", "triage", null)]
    [InlineData("triage@", "triage", "")]
    [InlineData("@v3", "", "v3")]
    [InlineData("triage@v3@v4", "triage", "v3@v4")]
    [InlineData("", "", null)]
    public void A_text_is_a_name_and_what_stands_behind_the_first_at_sign(string text, string name, string? version)
    {
        var reference = PromptReference.Parse(text);

        Assert.Equal((name, version), (reference.Name, reference.Version));
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("v3", "triage@v3")]
    [InlineData("baseline", "triage@baseline")]
    [InlineData("", "triage@")]
    [InlineData("sorting@v7", "sorting@v7")]
    [InlineData("@v3", "@v3")]
    public void A_short_form_is_one_of_the_prompt_at_hand_and_a_full_one_of_its_own(string text, string reference) =>
        Assert.Equal(reference, PromptReference.Parse(text, within: "triage").ToString());

    [Fact]
    public void References_are_sorted_by_name_then_by_number() =>
        Assert.Equal(
            [null, "b", "b@v2", "b@v9", "b@v10", "b@draft", "b@draft-1", "b@draft-2", "b@draft-10", "c@v1"],
            new[] { "b@draft-10", "c@v1", "b@v10", "b@draft-2", "b@draft", "b@v9", null, "b", "b@draft-1", "b@v2" }.Order(
                PromptReference.Order
            )
        );
}
