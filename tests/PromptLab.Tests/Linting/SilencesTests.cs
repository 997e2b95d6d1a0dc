using System.Text.Json.Nodes;

namespace PromptLab.Tests.Linting;

public sealed class SilencesTests : IDisposable
{
    private readonly LintBench _bench = new();

    public SilencesTests() => _bench.Items[6] = "t-07,dev,Why was I charged twice this month?,billing";

    [Theory]
    [InlineData("prompts/triage/draft.prompt.md")]
    [InlineData("prompts/triage/*")]
    public async Task A_finding_that_is_silenced_is_counted_and_no_error(string where)
    {
        _bench.Lint =
            $"{{ few_shot_leakage: error, silence: [{{ id: few-shot-leakage, where: {where}, reason: \"It is what the product shows.\" }}] }}";

        var result = await _bench.CheckAsync();

        Assert.Equal(
            "1 prompt text, 1 eval set with 50 items, 1 model, 1 experiment: nothing is wrong, 1 silenced. Nothing was sent.\n",
            result.Out
        );
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public async Task A_silence_that_matches_nothing_is_a_warning()
    {
        _bench.Items[6] = "t-07,dev,message,billing";
        _bench.Lint = "{ silence: [{ id: few-shot-leakage, where: prompts/triage/v3.prompt.md, reason: old }] }";

        Assert.Equal(
            "warning: promptlab.yaml:4: Nothing with the id “few-shot-leakage” is found in prompts/triage/v3.prompt.md. Remove the silence, so that it hides nothing new. [unused-silence]",
            await _bench.FindAsync()
        );
    }

    [Theory]
    [InlineData(
        "{ id: few-shot-leakage, where: prompts/* }",
        "promptlab.yaml:4: The silence of “few-shot-leakage” gives no reason. Say why the project is content with it: reason: \"…\"."
    )]
    [InlineData(
        "{ id: few-shot-leakage, where: prompts/*, reason: \" \" }",
        "promptlab.yaml:4: The silence of “few-shot-leakage” gives no reason. Say why the project is content with it: reason: \"…\"."
    )]
    [InlineData(
        "{ id: few-shot-leakage, reason: old }",
        "promptlab.yaml:4: “where” is missing. Add “where: evalsets/tickets/evalset.yaml”."
    )]
    [InlineData(
        "{ id: few-shot-leak, where: prompts/*, reason: old }",
        "promptlab.yaml:4: There is no finding “few-shot-leak” that can be silenced. Did you mean “few-shot-leakage”?"
    )]
    [InlineData(
        "{ id: unused-silence, where: promptlab.yaml, reason: old }",
        "promptlab.yaml:4: There is no finding “unused-silence” that can be silenced."
    )]
    public async Task A_silence_needs_an_id_a_place_and_a_reason(string silence, string problem)
    {
        _bench.Lint = $"{{ silence: [{silence}] }}";

        var result = await _bench.CheckAsync();

        Assert.Contains(problem, result.Out, StringComparison.Ordinal);
        Assert.Equal(2, result.Exit);
    }

    [Fact]
    public async Task Machines_get_the_same_findings()
    {
        _bench.Lint = "{ silence: [{ id: few-shot-leakage, where: prompts/*, reason: old }] }";

        var result = await _bench.CheckAsync("--json");

        var finding = Assert.Single(JsonNode.Parse(result.Out)!["findings"]!.AsArray())!;
        Assert.Equal("few-shot-leakage", (string?)finding["id"]);
        Assert.Equal("warning", (string?)finding["level"]);
        Assert.Equal("prompts/triage/draft.prompt.md", (string?)finding["file"]);
        Assert.Equal(19, (int?)finding["line"]);
        Assert.StartsWith("The example “bill” is the item", (string?)finding["message"], StringComparison.Ordinal);
        Assert.Equal("old", (string?)finding["silenced_because"]);
    }

    public void Dispose() => _bench.Dispose();
}
