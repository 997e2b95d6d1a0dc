namespace PromptLab.Tests.Grading;

public sealed class StartsWithGraderTests
{
    [Theory]
    [InlineData("billing, since it is about money", "1 starts-with.same")]
    [InlineData("\n billing", "1 starts-with.same")]
    [InlineData("It is billing", "0 starts-with.different")]
    [InlineData("bill", "0 starts-with.different")]
    public async Task The_text_begins_with_the_value_once_it_is_trimmed(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: starts-with", response));

    [Fact]
    public async Task The_reason_quotes_the_beginning()
    {
        var score = await GraderBench.ScoreAsync("type: starts-with", "It is billing");

        Assert.Equal("It begins with “It is billing”, not with “billing”.", score.Reason);
    }

    [Fact]
    public async Task A_response_that_can_not_be_read_is_wrong() =>
        Assert.Equal("0 response.field-missing", await GraderBench.CodeAsync("type: starts-with, field: a.b", """{"a": {"c": 1}}"""));

    [Fact]
    public void An_empty_value_is_refused_since_every_text_begins_with_it() =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The value of the item “a” is empty, and every text holds an empty one, so the grader “right” (starts-with) could never fail.",
            GraderBench.ProblemsOf("type: starts-with", GraderBench.Item("\"\""))
        );
}
