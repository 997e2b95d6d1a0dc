using Microsoft.Extensions.AI;

namespace PromptLab.Tests.Grading.Calls;

public sealed class ModelGraderTests
{
    [Theory]
    [InlineData("value: small-1", "small-1", "1 model.wanted")]
    [InlineData("value: small-1", "small-1-2026", "0 model.other")]
    [InlineData("value: 'small-1*'", "Small-1-2026", "1 model.wanted")]
    [InlineData("values: [small-1, 'big*']", "big-2", "1 model.wanted")]
    public async Task A_response_passes_of_a_wanted_model(string options, string model, string code) =>
        Assert.Equal(
            code,
            await CallBench.CodeAsync(
                $"type: model, {options}",
                response: new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")) { ModelId = model }
            )
        );

    [Fact]
    public async Task An_unknown_model_is_undecided() =>
        Assert.Equal("? model.unknown", await CallBench.CodeAsync("type: model, value: small-1"));

    [Fact]
    public void The_model_has_to_be_named() =>
        Assert.StartsWith(
            "evalsets/t/evalset.yaml:5: The grader “right” (model) needs “value”",
            GraderBench.ProblemsOf("type: model", GraderBench.Item("1")),
            StringComparison.Ordinal
        );
}
