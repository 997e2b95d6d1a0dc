using PromptLab.Grading;

namespace PromptLab.Tests.Grading.Structure;

public sealed class ToolCallsGraderTests
{
    private const string Three = """[{"f": {"a": [1]}}, {"f": {"a": [2]}}, {"g": {}}]""";

    // F1 is 2 · right / (made + wanted).
    [Theory]
    [InlineData("[f(a=1), f(a=2), g()]", "", 3, 3, "tool-calls.right")]
    [InlineData("[g(), f(a=2), f(a=1)]", "", 3, 3, "tool-calls.right")]
    [InlineData("[g(), f(a=2), f(a=1)]", ", order: true", 1, 3, "tool-calls.order")]
    [InlineData("[f(a=2), f(a=1), g()]", ", order: true", 2, 3, "tool-calls.order")]
    [InlineData("[f(a=1), g()]", "", 2, 2, "tool-calls.missing")]
    [InlineData("[f(a=1), f(a=3), g()]", "", 2, 3, "tool-calls.value")]
    [InlineData("[f(a=1), f(a=2), g(), h()]", "", 3, 4, "tool-calls.extra")]
    [InlineData("[f(a=1), f(a=1), f(a=1)]", "", 1, 3, "tool-calls.value")]
    [InlineData("I can't.", "", 0, 0, "tool-calls.missing")]
    public async Task The_score_is_the_f1_of_the_calls(string response, string options, int right, int made, string code)
    {
        var (graders, items) = GraderBench.Make(GraderBench.One("type: tool-calls" + options), CallBench.Item(Three));

        var score = await CallBench.ScoreTextAsync(graders, items[0], response);

        Assert.Equal(2.0 * right / (made + 3), score.Value!.Value, 12);
        Assert.Equal(new MatchCounts(right, made, 3), score.Matches);
        Assert.Equal(right / 3.0, score.Metrics!["recall"], 12);
        Assert.Equal(code, score.Code);
    }

    [Theory]
    [InlineData("No.", 1, "tool-calls.none")]
    [InlineData("f(a=1)", 0, "tool-calls.unwanted")]
    public async Task Where_no_call_is_wanted_none_scores_1_and_any_0(string response, double value, string code)
    {
        var (graders, items) = GraderBench.Make(GraderBench.One("type: tool-calls"), CallBench.Item("null"));

        var score = await CallBench.ScoreTextAsync(graders, items[0], response);

        Assert.Equal((value, code), (score.Value!.Value, score.Code));
    }
}
