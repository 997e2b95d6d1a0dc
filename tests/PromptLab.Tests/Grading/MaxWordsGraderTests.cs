namespace PromptLab.Tests.Grading;

public sealed class MaxWordsGraderTests
{
    [Theory]
    [InlineData("one two three", "1 max-words.within")]
    [InlineData("one\ttwo\n\nthree ", "1 max-words.within")]
    [InlineData("well-known isn't 3,5", "1 max-words.within")]
    [InlineData("", "1 max-words.within")]
    [InlineData("one two three four", "0 max-words.over")]
    [InlineData("one – two three", "0 max-words.over")] // a dash between blanks is a run of its own
    public async Task A_word_is_a_run_of_characters_without_white_space(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: max-words, value: 3", response));

    [Fact]
    public async Task The_reason_tells_the_count()
    {
        var score = await GraderBench.ScoreAsync("type: max-words, value: 1", "one two");

        Assert.Equal("It has 2 words, more than 1.", score.Reason);
    }

    [Fact]
    public async Task The_words_of_a_missing_field_can_not_be_counted() =>
        Assert.Equal("0 response.field-missing", await GraderBench.CodeAsync("type: max-words, value: 3, field: answer", "{}"));

    [Theory]
    [InlineData("type: max-words", "The grader “right” (max-words) needs “value”: a whole number from 0.")]
    [InlineData("type: max-words, value: -1", "“value” takes a whole number from 0, or an item's field such as '{expected.n}', not “-1”.")]
    [InlineData(
        "type: max-words, value: many",
        "“value” takes a whole number from 0, or an item's field such as '{expected.n}', not “many”."
    )]
    public void The_limit_is_a_whole_number_from_0(string grader, string problem) =>
        Assert.Equal("evalsets/t/evalset.yaml:5: " + problem, GraderBench.ProblemsOf(grader, GraderBench.Item("1")));
}
