namespace PromptLab.Tests.Grading.Calls;

public sealed class LatencyGraderTests
{
    [Theory]
    [InlineData("max_ms: 200", 200, "1 latency.within")]
    [InlineData("max_ms: 200", 200.5, "0 latency.over")]
    [InlineData("max_ms: '{expected.limit}'", 101, "0 latency.over")]
    public async Task A_call_passes_up_to_the_limit(string limit, double took, string code) =>
        Assert.Equal(code, await CallBench.CodeAsync($"type: latency, {limit}", response: CallBench.Took(took)));

    [Fact]
    public async Task A_call_of_unknown_duration_is_undecided() =>
        Assert.Equal("? latency.unknown", await CallBench.CodeAsync("type: latency, max_ms: 200"));

    [Fact]
    public async Task The_reason_says_how_long_it_took() =>
        Assert.Equal(
            "The call took 200.5 ms, more than 200 ms.",
            (await CallBench.ScoreAsync("type: latency, max_ms: 200", response: CallBench.Took(200.5))).Reason
        );

    [Fact]
    public void The_limit_has_to_be_given() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:5: The grader “right” (latency) needs “max_ms”: a number from 0.",
            GraderBench.ProblemsOf("type: latency", GraderBench.Item("1"))
        );
}
