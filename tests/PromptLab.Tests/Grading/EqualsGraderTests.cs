namespace PromptLab.Tests.Grading;

public sealed class EqualsGraderTests
{
    [Theory]
    [InlineData("billing", "1 equals.same")]
    [InlineData("  billing\n", "1 equals.same")]
    [InlineData("Billing", "0 equals.different")]
    [InlineData("billing.", "0 equals.different")]
    [InlineData("", "0 equals.different")]
    public async Task The_whole_text_is_compared_but_for_white_space_around_it(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: equals", response));

    [Fact]
    public async Task The_reason_quotes_both_texts()
    {
        var score = await GraderBench.ScoreAsync("type: equals", "shipping");

        Assert.Equal("It is “shipping”, not “billing”.", score.Reason);
    }

    [Fact]
    public async Task A_long_text_is_quoted_up_to_its_sixtieth_character_and_never_through_the_middle_of_one()
    {
        var score = await GraderBench.ScoreAsync("type: equals", new string('x', 59) + "😀 and more");

        Assert.Equal($"It is “{new string('x', 59)}…”, not “billing”.", score.Reason);
    }

    [Fact]
    public async Task The_wanted_value_is_trimmed_too_and_so_white_space_counts_only_with_trim_off()
    {
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals", "yes", "\" yes \""));
        Assert.Equal("0 equals.different", await GraderBench.CodeAsync("type: equals, trim: false", "yes", "\" yes \""));
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals, trim: false", " yes ", "\" yes \""));
    }

    [Fact]
    public async Task An_empty_response_can_be_the_right_one() =>
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals", "\n", "\"\""));

    [Fact]
    public async Task A_response_without_the_field_can_not_be_read_and_is_wrong() =>
        Assert.Equal("0 response.field-missing", await GraderBench.CodeAsync("type: equals, field: rule", """{"answer": "billing"}"""));
}
