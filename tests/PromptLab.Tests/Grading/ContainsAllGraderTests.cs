namespace PromptLab.Tests.Grading;

public sealed class ContainsAllGraderTests
{
    [Theory]
    [InlineData("apples and pears", "1 contains-all.found")]
    [InlineData("pears, apples", "1 contains-all.found")]
    [InlineData("apples", "0 contains-all.absent")]
    [InlineData("", "0 contains-all.absent")]
    public async Task Every_value_stands_in_the_text_in_any_order(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: contains-all", response, """["apples", "pears"]"""));

    [Fact]
    public async Task The_reason_names_only_what_is_absent()
    {
        var score = await GraderBench.ScoreAsync("type: contains-all, values: [a1, b2, c3]", "b2");

        Assert.Equal("It does not hold “a1”, “c3”.", score.Reason);
    }

    [Fact]
    public async Task A_response_that_can_not_be_read_is_wrong() =>
        Assert.Equal(
            "0 response.extract-not-found",
            await GraderBench.CodeAsync("type: contains-all, values: [a], extract: code-fence", "a")
        );

    [Fact]
    public void An_expected_list_of_nothing_is_refused() =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The list of the item “a” is empty. The grader “right” (contains-all) needs at least one value.",
            GraderBench.ProblemsOf("type: contains-all", GraderBench.Item("[]"))
        );
}
