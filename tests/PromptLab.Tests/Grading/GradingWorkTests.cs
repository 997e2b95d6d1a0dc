using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

/// <summary>Grading that would take too long is undecided, and ends when it is cancelled. It is never a wrong answer.</summary>
public sealed class GradingWorkTests
{
    [Fact]
    public async Task A_schema_that_doubles_forty_times_leaves_a_response_undecided()
    {
        var score = await ScoreWithSchemaAsync(DoublingSchema(40), "{}");

        Assert.Null(score.Value);
        Assert.Equal("grader.too-much-work", score.Code);
        Assert.Equal("Grading this response takes more than 5,000,000 steps, so it was given up.", score.Reason);
    }

    [Theory]
    [InlineData("1", "1 is-json.valid")]
    [InlineData("0", "0 is-json.schema")]
    public async Task Forty_thousand_unique_items_are_judged(string first, string code)
    {
        var score = await ScoreWithSchemaAsync(
            """{"uniqueItems": true}""",
            $"[0, {string.Join(", ", Enumerable.Range(2, 40_000))}, {first}]"
        );

        Assert.Equal(code, FormattableString.Invariant($"{score.Value} {score.Code}"));
    }

    [Fact]
    public async Task Grading_ends_as_soon_as_it_is_cancelled()
    {
        using var stopping = new CancellationTokenSource();
        var graders = WithSchema(DoublingSchema(40));

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await graders.GradeAsync(ContextOf("{}"), stopping.Token));
    }

    [Theory]
    [InlineData("type: is-json")]
    [InlineData("type: not-is-json")]
    [InlineData("type: json-field, field: a, equals: x")]
    [InlineData("type: equals, field: a")]
    public async Task Json_that_is_nested_too_deeply_is_undecided(string grader) =>
        Assert.Equal("? response.too-deep", await GraderBench.CodeAsync(grader, $$"""{"a": {{Nested(300)}}}"""));

    [Theory]
    [InlineData("type: is-json", "1 is-json.valid")]
    [InlineData("type: json-field, field: a.0.0, equals: x", "0 json-field.wrong")]
    [InlineData("type: equals, extract: json, field: b", "1 equals.same")]
    public async Task Json_of_a_hundred_levels_is_graded(string grader, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync(grader, $$"""{"a": {{Nested(100)}}, "b": "billing"}"""));

    [Theory]
    [InlineData(300, "? grader.too-much-work")]
    [InlineData(100, "0 equals.different")]
    public async Task Json_between_other_text_is_taken_whole_or_not_at_all(int depth, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: equals, extract: json", $"Here: {Nested(depth)} as asked."));

    [Fact]
    public async Task Brackets_without_end_hold_no_json() =>
        Assert.Equal("0 response.extract-not-found", await GraderBench.CodeAsync("type: equals, extract: json", new string('[', 200_000)));

    [Fact]
    public void Searching_for_json_takes_steps_in_proportion_to_the_text()
    {
        var budget = new WorkBudget();

        JsonInText.Find(string.Concat(Enumerable.Repeat("[1", 200_000)), first: false, budget);

        Assert.InRange(budget.Steps, 1, 3 * 200_000);
    }

    [Fact]
    public async Task An_extract_pattern_that_takes_too_long_is_undecided() =>
        Assert.Equal(
            "? regex.timeout",
            await GraderBench.CodeAsync("type: equals, extract: { regex: '^(?=(a+)+$)b' }", new string('a', 40) + "!")
        );

    [Theory]
    [InlineData("type: number, value: 5", "1 ")]
    [InlineData("type: equals, extract: last-number", "1 ")]
    [InlineData("type: choice, value: B", "A ")]
    [InlineData("type: label, labels: [billing, other]", "other ")]
    public async Task A_text_of_millions_of_characters_is_undecided_where_reading_it_would_take_long(string grader, string part) =>
        Assert.Equal("? grader.too-much-work", await GraderBench.CodeAsync(grader, string.Concat(Enumerable.Repeat(part, 3_000_000))));

    [Fact]
    public async Task A_reason_has_at_most_two_thousand_characters() =>
        Assert.InRange((await GraderBench.ScoreAsync("type: number, value: 5", new string('7', 30_000))).Reason.Length, 1, 2001);

    [Fact]
    public void A_long_response_is_stored_before_it_is_graded()
    {
        var (graders, _) = GraderBench.Make(GraderBench.One("type: equals"), GraderBench.Item("\"5\""));

        Assert.True(graders.IsImmediateFor(new string('a', 100_000)));
        Assert.False(graders.IsImmediateFor(new string('a', 100_001)));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    // Each definition names the next one twice, behind a condition, so that it is found only when it is used.
    private static string DoublingSchema(int times)
    {
        var definitions = new JsonObject { [Name(times)] = true };
        for (var i = 0; i < times; i++)
        {
            var next = new JsonObject { ["$ref"] = "#/$defs/" + Name(i + 1) };
            var twice = new JsonObject { ["allOf"] = new JsonArray(next, next.DeepClone()) };
            definitions[Name(i)] = new JsonObject { ["if"] = true, ["then"] = twice };
        }

        return new JsonObject { ["$ref"] = "#/$defs/d0", ["$defs"] = definitions }.ToJsonString();
    }

    private static string Name(int index) => FormattableString.Invariant($"d{index}");

    private static GraderSet WithSchema(string schema) =>
        GraderBench.MakeWith(
            new Dictionary<string, string> { ["s.json"] = schema },
            GraderBench.One("type: is-json, schema: s.json"),
            GraderBench.Item("\"5\"")
        );

    private static async Task<Score> ScoreWithSchemaAsync(string schema, string response) =>
        (await WithSchema(schema).GradeAsync(ContextOf(response), TestContext.Current.CancellationToken)).Verdicts[0].Score;

    private static GradingContext ContextOf(string response) =>
        new()
        {
            Item = GraderBench.Make(GraderBench.One("type: is-json"), GraderBench.Item("\"5\"")).Items[0],
            Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, response)),
        };
}
