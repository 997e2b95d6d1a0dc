using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class ContainsJsonGraderTests
{
    private const string WithSchema = "type: contains-json, schema: { required: [label] }";

    [Theory]
    [InlineData("Here: {\"a\": 1}. Done.", "1 contains-json.found")]
    [InlineData("```json\n[1, 2]\n```", "1 contains-json.found")]
    [InlineData("{\"a\": 1}", "1 contains-json.found")]
    [InlineData("There is none, [see above].", "0 contains-json.absent")]
    [InlineData("{\"a\": [1, 2}", "0 contains-json.absent")]
    [InlineData("It is cut off: {\"a\": [1, 2], \"b\": ", "0 contains-json.absent")]
    public async Task A_json_object_or_array_stands_somewhere(string response, string code) =>
        Assert.Equal(code, await CodeAsync("type: contains-json", response));

    [Theory]
    [InlineData("""{"x": 1} and {"label": "a"} and {"y": 2}""", "1 contains-json.found")]
    [InlineData("""{"x": {"label": "a"}}""", "0 contains-json.schema")]
    [InlineData("label: a", "0 contains-json.absent")]
    public async Task One_of_the_values_follows_the_schema(string response, string code) =>
        Assert.Equal(code, await CodeAsync(WithSchema, response));

    [Theory]
    [InlineData("""The answer is {"b": [2.0], "a": "x"}.""", "1 contains-json.found")]
    [InlineData("""The answer is {"b": [3], "a": "x"}.""", "0 contains-json.different")]
    [InlineData("""{"a": "x"} {"a": "x", "b": [2]}""", "1 contains-json.found")]
    public async Task One_of_the_values_is_the_wanted_one(string response, string code) =>
        Assert.Equal(code, await CodeAsync("type: contains-json, value: '{expected}'", response, """{"a": "x", "b": [2]}"""));

    [Theory]
    [InlineData("{\"a\": 1}", "0 not-contains-json.found")]
    [InlineData("Plain text.", "1 not-contains-json.absent")]
    public async Task It_can_be_turned_round(string response, string code) =>
        Assert.Equal(code, await CodeAsync("type: not-contains-json", response));

    [Fact]
    public async Task The_reason_says_what_stands_there_and_what_is_wanted() =>
        Assert.Equal(
            "The JSON in the text is “{\"a\":2}”, not “{\"a\":1}”.",
            (await ScoreAsync("type: contains-json, value: { a: 1 }", "So {\"a\": 2}")).Reason
        );

    [Theory]
    [InlineData("5")]
    [InlineData("\"x\"")]
    [InlineData("true")]
    [InlineData("null")]
    public async Task A_lone_word_or_number_is_no_JSON_that_a_text_contains(string response) =>
        Assert.Equal("0 contains-json.absent", await GraderBench.CodeAsync("type: contains-json", response));
}
