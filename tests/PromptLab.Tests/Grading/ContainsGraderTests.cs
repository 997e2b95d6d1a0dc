namespace PromptLab.Tests.Grading;

public sealed class ContainsGraderTests
{
    [Theory]
    [InlineData("This goes to billing.", "1 contains.found")]
    [InlineData("rebillings", "1 contains.found")] // anywhere, words or not
    [InlineData("Billing", "0 contains.absent")]
    [InlineData("", "0 contains.absent")]
    public async Task The_value_stands_anywhere_in_the_text(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: contains", response));

    [Fact]
    public async Task The_reason_says_what_is_absent_from_what()
    {
        var score = await GraderBench.ScoreAsync("type: contains", "Ask\nshipping.");

        Assert.Equal("It does not hold “billing”: “Ask shipping.”", score.Reason);
    }

    [Fact]
    public async Task A_value_that_looks_like_a_pattern_is_a_plain_text() =>
        Assert.Equal("0 contains.absent", await GraderBench.CodeAsync("type: contains, value: 'b.*g'", "billing"));

    [Fact]
    public async Task What_can_not_be_extracted_is_wrong() =>
        Assert.Equal("0 response.extract-not-found", await GraderBench.CodeAsync("type: contains, extract: { tag: answer }", "billing"));

    [Fact]
    public void An_empty_value_is_refused_since_every_text_holds_it() =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The value of the item “a” is empty, and every text holds an empty one, so the grader “right” (contains) could never fail.",
            GraderBench.ProblemsOf("type: contains", GraderBench.Item("\"\""))
        );

    [Fact]
    public void So_is_a_value_of_which_normalising_leaves_nothing() =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The value of the item “a” is empty, and every text holds an empty one, so the grader “right” (contains) could never fail.",
            GraderBench.ProblemsOf("type: contains, normalise: punctuation", GraderBench.Item("\"...\""))
        );
}
