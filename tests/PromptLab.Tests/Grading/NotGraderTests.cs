namespace PromptLab.Tests.Grading;

public sealed class NotGraderTests
{
    [Theory]
    [InlineData("type: not-contains", "shipping", "1 not-contains.absent")]
    [InlineData("type: not-contains", "billing", "0 not-contains.found")]
    [InlineData("type: not-equals", "billing!", "1 not-equals.different")]
    [InlineData(@"type: not-regex, pattern: '\b\d{3}-\d{2}-\d{4}\b'", "My number is 078-05-1120.", "0 not-regex.match")]
    [InlineData("type: not-is-json", "plain words", "1 not-is-json.invalid")]
    [InlineData("type: not-is-json", "12", "0 not-is-json.valid")]
    [InlineData("type: not-one-of, values: [a, b]", "c", "1 not-one-of.other")]
    [InlineData("type: not-starts-with, value: Sorry", "Sorry, no.", "0 not-starts-with.same")]
    [InlineData("type: not-contains-any, values: [a, b]", "cab", "0 not-contains-any.found")]
    [InlineData("type: not-contains-all, values: [a, b]", "a", "1 not-contains-all.absent")]
    [InlineData("type: not-number, value: 5", "6", "1 not-number.different")]
    [InlineData("type: not-json-field, field: v, equals: 1", "{\"v\": 2}", "1 not-json-field.wrong")]
    public async Task Right_and_wrong_change_places(string grader, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync(grader, response));

    [Theory]
    [InlineData("type: not-contains, field: answer", "billing", "0 response.not-json")]
    [InlineData("type: not-contains, field: answer", "{}", "0 response.field-missing")]
    [InlineData("type: not-equals, extract: { tag: a }", "x", "0 response.extract-not-found")]
    [InlineData("type: not-json-field, field: v, equals: 1", "x", "0 response.not-json")]
    public async Task What_can_not_be_read_stays_wrong(string grader, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync(grader, response));

    [Fact]
    public async Task The_reason_stays_the_inner_graders()
    {
        var score = await GraderBench.ScoreAsync("type: not-contains", "on billing");

        Assert.Equal("It holds “billing”.", score.Reason);
    }
}
