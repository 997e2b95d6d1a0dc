using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Texts;

public sealed class EndsWithGraderTests
{
    [Theory]
    [InlineData("type: ends-with, value: regards", "Kind regards\n", "1 ends-with.same")] // trimmed first
    [InlineData("type: ends-with, value: regards", "Kind regards.", "0 ends-with.different")]
    [InlineData("type: ends-with, value: REGARDS", "Kind regards", "0 ends-with.different")]
    [InlineData("type: ends-with, value: REGARDS, ignore_case: true", "Kind regards", "1 ends-with.same")]
    [InlineData("type: ends-with, value: regards, normalise: punctuation", "Kind regards.", "1 ends-with.same")]
    [InlineData("type: ends-with", "It is about billing", "1 ends-with.same")]
    [InlineData("type: not-ends-with, value: '!'", "Hurry!", "0 not-ends-with.same")]
    [InlineData("type: not-ends-with, value: '!'", "Hurry.", "1 not-ends-with.different")]
    public async Task The_text_ends_with_the_value(string grader, string response, string code) =>
        Assert.Equal(code, await CodeAsync(grader, response));

    [Fact]
    public async Task The_reason_quotes_the_end_of_a_long_text()
    {
        var digits = string.Concat(Enumerable.Repeat("0123456789", 9));

        var score = await ScoreAsync("type: ends-with, value: end", digits + "tail");

        Assert.Equal($"It ends with “…{digits[44..]}tail”, not with “end”.", score.Reason);
    }

    [Fact]
    public void An_empty_value_is_refused_since_every_text_ends_with_it() =>
        Assert.Contains("could never fail", ProblemsOf("type: ends-with", Item("\"\"")), StringComparison.Ordinal);
}
