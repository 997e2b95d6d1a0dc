using Microsoft.Extensions.AI;

namespace PromptLab.Tests.Grading.Calls;

public sealed class TokensGraderTests
{
    // 1,000 tokens in; 200 out, of which 150 are reasoning.
    [Theory]
    [InlineData("max: 200", "1 tokens.within")]
    [InlineData("max: 199", "0 tokens.over")]
    [InlineData("of: output, min: 201", "0 tokens.under")]
    [InlineData("of: input, max: 999", "0 tokens.over")]
    [InlineData("of: reasoning, max: 150", "1 tokens.within")]
    [InlineData("of: reasoning, max: 149", "0 tokens.over")]
    [InlineData("of: total, min: 1200, max: 1200", "1 tokens.within")]
    [InlineData("of: total, max: '{expected.limit}'", "0 tokens.over")]
    public async Task A_call_passes_within_its_limits(string options, string code) =>
        Assert.Equal(code, await CallBench.CodeAsync($"type: tokens, {options}", response: Response()));

    [Fact]
    public async Task A_call_without_reported_tokens_is_undecided() =>
        Assert.Equal("? tokens.unknown", await CallBench.CodeAsync("type: tokens, max: 10"));

    [Theory]
    [InlineData("of: output", "The grader “right” (tokens) needs “max” or “min”, such as “max: 300”.")]
    [InlineData("min: 5, max: 4", "“min” is above “max”, so that every response fails.")]
    [InlineData("max: 1.5", "“max” takes a whole number from 0, or an item's field such as '{expected.n}', not “1.5”.")]
    public void Limits_that_can_not_be_right_are_refused(string options, string problem) =>
        Assert.Equal($"evalsets/t/evalset.yaml:5: {problem}", GraderBench.ProblemsOf($"type: tokens, {options}", GraderBench.Item("1")));

    private static ChatResponse Response() =>
        new(new ChatMessage(ChatRole.Assistant, "yes"))
        {
            Usage = new UsageDetails
            {
                InputTokenCount = 1000,
                OutputTokenCount = 200,
                ReasoningTokenCount = 150,
            },
        };

    [Theory]
    [InlineData("max: 10")]
    [InlineData("min: 1")]
    public async Task Reasoning_that_nobody_counted_is_undecided(string limit) =>
        Assert.Equal(
            "? tokens.unknown",
            await CallBench.CodeAsync(
                $"type: tokens, of: reasoning, {limit}",
                response: new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes"))
                {
                    Usage = new UsageDetails { InputTokenCount = 5, OutputTokenCount = 6 },
                }
            )
        );
}
