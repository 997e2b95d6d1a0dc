namespace PromptLab.Tests.Grading;

public sealed class MaxCharsGraderTests
{
    [Theory]
    [InlineData("abc", "1 max-chars.within")]
    [InlineData(" abc\n", "1 max-chars.within")]
    [InlineData("abcd", "0 max-chars.over")]
    [InlineData("e\u0301te\u0301", "1 max-chars.within")] // été, each accent a code point of its own
    [InlineData("👩‍👩‍👧‍👦🇫🇷👍🏽", "1 max-chars.within")] // a family, a flag, a thumb with its skin
    public async Task Characters_are_counted_as_people_see_them(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: max-chars, value: 3", response));

    [Fact]
    public async Task The_reason_tells_the_count()
    {
        var score = await GraderBench.ScoreAsync("type: max-chars, value: 3", "abcd");

        Assert.Equal("It has 4 characters, more than 3.", score.Reason);
    }

    [Fact]
    public async Task The_characters_of_a_response_that_can_not_be_read_are_not_counted() =>
        Assert.Equal("0 response.extract-not-found", await GraderBench.CodeAsync("type: max-chars, value: 3, extract: last-number", "abc"));
}
