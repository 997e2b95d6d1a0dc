namespace PromptLab.Tests.Grading;

public sealed class MinWordsGraderTests
{
    [Theory]
    [InlineData("one two", "1 min-words.within")]
    [InlineData("one two three", "1 min-words.within")]
    [InlineData("one", "0 min-words.under")]
    [InlineData(" ", "0 min-words.under")]
    public async Task The_text_has_at_least_so_many_words(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: min-words, value: 2", response));

    [Fact]
    public async Task The_reason_tells_the_count()
    {
        var score = await GraderBench.ScoreAsync("type: min-words, value: 2", "one");

        Assert.Equal("It has 1 words, fewer than 2.", score.Reason);
    }

    [Fact]
    public async Task The_words_of_a_response_that_can_not_be_read_are_not_counted() =>
        Assert.Equal("0 response.not-json", await GraderBench.CodeAsync("type: min-words, value: 0, field: answer", "long text"));
}
