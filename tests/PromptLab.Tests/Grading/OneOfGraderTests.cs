namespace PromptLab.Tests.Grading;

public sealed class OneOfGraderTests
{
    [Theory]
    [InlineData("yes", "1 one-of.found")]
    [InlineData("y", "1 one-of.found")]
    [InlineData("Yes", "0 one-of.other")]
    [InlineData("yes, y", "0 one-of.other")]
    public async Task The_text_is_one_of_the_listed_values(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: one-of, values: [yes, y]", response));

    [Theory]
    [InlineData("Paris", "1 one-of.found")]
    [InlineData("14", "1 one-of.found")]
    [InlineData("London", "0 one-of.other")]
    public async Task An_expected_list_gives_its_entries(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: one-of", response, """["Paris", "City of Light", 14]"""));

    [Fact]
    public async Task A_single_expected_value_is_a_list_of_one() =>
        Assert.Equal("1 one-of.found", await GraderBench.CodeAsync("type: one-of", "billing"));

    [Fact]
    public async Task The_reason_names_all_values()
    {
        var score = await GraderBench.ScoreAsync("type: one-of, values: [yes, '{expected}']", "no");

        Assert.Equal("It is “no”, none of “yes”, “billing”.", score.Reason);
    }

    [Fact]
    public async Task A_response_that_is_not_JSON_has_no_field_and_is_wrong() =>
        Assert.Equal("0 response.not-json", await GraderBench.CodeAsync("type: one-of, field: rule", "billing"));

    [Fact]
    public void An_empty_list_is_refused() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:5: “values” is empty. List at least one value.",
            GraderBench.ProblemsOf("type: one-of, values: []", GraderBench.Item("\"x\""))
        );

    [Fact]
    public void A_value_beside_values_is_refused_for_it_would_be_passed_over() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:5: There are both “value” and “values”. Keep one of them.",
            GraderBench.ProblemsOf("type: one-of, value: a, values: [b]", GraderBench.Item("\"x\""))
        );
}
