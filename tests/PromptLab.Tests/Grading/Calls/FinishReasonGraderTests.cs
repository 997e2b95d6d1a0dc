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
}
