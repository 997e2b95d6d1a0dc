namespace PromptLab.Tests.Grading.Calls;

public sealed class CostGraderTests
{
    [Theory]
    [InlineData(0.002, "1 cost.within")]
    [InlineData(0.0021, "0 cost.over")]
    [InlineData(0, "1 cost.within")]
    public async Task A_call_passes_up_to_the_limit(double cost, string code) =>
        Assert.Equal(code, await CallBench.CodeAsync("type: cost, max_usd: 0.002", context => context with { CostUsd = (decimal)cost }));

    [Fact]
    public async Task A_call_of_unknown_cost_is_undecided() =>
        Assert.Equal("? cost.unknown", await CallBench.CodeAsync("type: cost, max_usd: 0.002"));
}
