namespace PromptLab.Tests.Grading.Calls;

public sealed class PrecomputedGraderTests
{
    [Theory]
    [InlineData("", "0.25", "0.25 precomputed.low")]
    [InlineData("", "1", "1 precomputed.high")]
    [InlineData("", "True", "1 precomputed.high")]
    [InlineData("", "no", "0 precomputed.low")]
    [InlineData(", scale: [1, 5]", "5", "1 precomputed.high")]
    [InlineData(", scale: [1, 5]", " 3 ", "0.5 precomputed.low")]
    [InlineData(", scale: [1, 5]", "1", "0 precomputed.low")]
    [InlineData(", scale: [5, 1]", "1", "1 precomputed.high")]
    [InlineData(", scale: { good: 1, ok: 0.5, bad: 0 }", "OK", "0.5 precomputed.low")]
    [InlineData(", scale: { '5': 1, '1': 0 }", "5.0", "1 precomputed.high")]
    [InlineData(", scale: [1, 5]", "6", "? precomputed.off-scale")]
    [InlineData(", scale: [1, 5]", "true", "? precomputed.off-scale")]
    [InlineData(", scale: { good: 1, bad: 0 }", "fine", "? precomputed.off-scale")]
    public async Task A_score_that_somebody_gave_is_put_on_the_scale_from_0_to_1(string scale, string given, string code) =>
        Assert.Equal(
            code,
            await CallBench.CodeAsync($"type: precomputed, column: rating, by: Anna{scale}", context =>
                context with
                {
                    Recorded = new Dictionary<string, string>(StringComparer.Ordinal) { ["rating"] = given },
                }
            )
        );

    [Fact]
    public async Task The_reason_names_who_gave_it() =>
        Assert.Equal(
            "Anna gave “4” on the scale 1 to 5.",
            (
                await CallBench.ScoreAsync("type: precomputed, column: rating, by: Anna, scale: [1, 5]", context =>
                    context with
                    {
                        Recorded = new Dictionary<string, string>(StringComparer.Ordinal) { ["rating"] = "4" },
                    }
                )
            ).Reason
        );

    [Fact]
    public async Task A_response_without_a_score_is_undecided() =>
        Assert.Equal("? precomputed.missing", await CallBench.CodeAsync("type: precomputed, column: rating, by: Anna"));

    [Theory]
    [InlineData("column: rating", "“by” is missing. Add “by: Anna”.")]
    [InlineData("by: Anna", "“column” is missing. Add “column: rating”.")]
    [InlineData("column: rating, by: Anna, scale: [1, 1]", "“scale” takes the worst and the best score, such as [1, 5]")]
    [InlineData("column: rating, by: Anna, scale: 5", "“scale” takes the worst and the best score, such as [1, 5]")]
    [InlineData("column: rating, by: Anna, scale: { good: 1 }", "A scale of words gives each a score from 0 to 1")]
    [InlineData("column: rating, by: Anna, scale: { good: 2, bad: 0 }", "“good” takes a number from 0 to 1, not “2”.")]
    public void A_definition_that_can_not_be_right_is_refused(string options, string problem) =>
        Assert.Contains(problem, GraderBench.ProblemsOf($"type: precomputed, {options}", GraderBench.Item("1")), StringComparison.Ordinal);
}
