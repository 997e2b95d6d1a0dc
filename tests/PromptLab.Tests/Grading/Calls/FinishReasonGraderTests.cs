using Microsoft.Extensions.AI;

namespace PromptLab.Tests.Grading.Calls;

public sealed class FinishReasonGraderTests
{
    [Theory]
    [InlineData("", "stop", "1 finish-reason.wanted")]
    [InlineData("", "length", "0 finish-reason.other")]
    [InlineData(", value: tool_calls", "tool_calls", "1 finish-reason.wanted")]
    [InlineData(", values: [stop, length]", "LENGTH", "1 finish-reason.wanted")]
    [InlineData(", values: [stop, length]", "content_filter", "0 finish-reason.other")]
    public async Task A_response_passes_that_ended_for_a_wanted_reason(string options, string reason, string code) =>
        Assert.Equal(
            code,
            await CallBench.CodeAsync(
                $"type: finish-reason{options}",
                response: new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")) { FinishReason = new ChatFinishReason(reason) }
            )
        );

    [Fact]
    public async Task An_unknown_reason_is_undecided() =>
        Assert.Equal("? finish-reason.unknown", await CallBench.CodeAsync("type: finish-reason"));

    [Theory]
    [InlineData("", "end_turn", "1 finish-reason.wanted")]
    [InlineData("", "max_tokens", "0 finish-reason.other")]
    [InlineData(", value: max_tokens", "length", "1 finish-reason.wanted")]
    [InlineData(", value: tool_calls", "tool_use", "1 finish-reason.wanted")]
    public async Task Words_of_other_providers_mean_ours(string options, string reason, string code) =>
        Assert.Equal(
            code,
            await CallBench.CodeAsync(
                $"type: finish-reason{options}",
                response: new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")) { FinishReason = new ChatFinishReason(reason) }
            )
        );

    [Theory]
    [InlineData("value: ''", "“value” is empty.")]
    [InlineData("values: []", "“values” is empty.")]
    public void Nothing_can_not_be_wanted(string option, string problem) =>
        Assert.Contains(problem, GraderBench.ProblemsOf($"type: finish-reason, {option}", GraderBench.Item("1")), StringComparison.Ordinal);
}
