namespace PromptLab.Tests.Grading;

public sealed class ContainsAnyGraderTests
{
    [Theory]
    [InlineData("only pears", "1 contains-any.found")]
    [InlineData("apples and pears", "1 contains-any.found")]
    [InlineData("plums", "0 contains-any.absent")]
    public async Task At_least_one_value_stands_in_the_text(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: contains-any", response, """["apples", "pears"]"""));

    [Fact]
    public async Task The_reason_names_the_one_that_was_found_or_all_of_them()
    {
        var found = await GraderBench.ScoreAsync("type: contains-any, values: [a1, b2]", "b2");
        var absent = await GraderBench.ScoreAsync("type: contains-any, values: [a1, b2]", "c3");

        Assert.Equal("It holds “b2”.", found.Reason);
        Assert.Equal("It holds none of “a1”, “b2”.", absent.Reason);
    }

    [Fact]
    public async Task A_response_that_can_not_be_read_is_wrong() =>
        Assert.Equal("0 response.not-json", await GraderBench.CodeAsync("type: contains-any, values: [a], field: x", "a"));
}
