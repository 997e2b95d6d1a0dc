namespace PromptLab.Tests.Grading;

public sealed class IsJsonGraderTests
{
    [Theory]
    [InlineData("{}", "1 is-json.valid")]
    [InlineData(" [1, null]\n", "1 is-json.valid")]
    [InlineData("null", "1 is-json.valid")]
    [InlineData("\"text\"", "1 is-json.valid")]
    [InlineData("-1.5e3", "1 is-json.valid")]
    [InlineData("", "0 is-json.invalid")]
    [InlineData("Here it is: {}", "0 is-json.invalid")]
    [InlineData("{} {}", "0 is-json.invalid")]
    [InlineData("```json\n{}\n```", "0 is-json.invalid")]
    [InlineData("{'a': 1}", "0 is-json.invalid")]
    [InlineData("[1,]", "0 is-json.invalid")]
    [InlineData("[1] // one", "0 is-json.invalid")]
    [InlineData("{\"a\": 1, \"a\": 2}", "0 is-json.invalid")]
    [InlineData("NaN", "0 is-json.invalid")]
    [InlineData("01", "0 is-json.invalid")]
    [InlineData("\"\\ud800\"", "0 is-json.invalid")]
    public async Task The_text_is_one_JSON_value_and_nothing_else(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: is-json", response));

    [Fact]
    public async Task Nesting_without_end_is_no_JSON() =>
        Assert.Equal("0 is-json.invalid", await GraderBench.CodeAsync("type: is-json", new string('[', 100_000)));

    [Theory]
    [InlineData("```json\n{}\n```", "1 is-json.valid")]
    [InlineData("{}", "0 response.extract-not-found")]
    public async Task Extract_takes_it_out_of_a_code_fence(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: is-json, extract: code-fence", response));

    [Theory]
    [InlineData("""{"args": "{\"a\": 1}"}""", "1 is-json.valid")]
    [InlineData("""{"args": "a=1"}""", "0 is-json.invalid")]
    [InlineData("{}", "0 response.field-missing")]
    public async Task A_field_may_hold_JSON_as_a_text(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: is-json, field: args", response));

    [Fact]
    public async Task A_schema_is_followed_or_the_first_place_that_does_not_is_named()
    {
        var files = new Dictionary<string, string>
        {
            ["answer.json"] = """{"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}""",
        };
        var graders = GraderBench.MakeWith(
            files,
            "graders:\n  - { id: shape, type: is-json, schema: answer.json }\n",
            GraderBench.Item("1")
        );
        var item = GraderBench.Make("graders:\n  - { id: shape, type: is-json }\n", GraderBench.Item("1")).Items[0];

        var right = (await GraderBench.GradeAsync(graders, item, """{"n": 1}""")).Verdicts[0].Score;
        var wrong = (await GraderBench.GradeAsync(graders, item, """{"n": "one"}""")).Verdicts[0].Score;

        Assert.Equal((1.0, "is-json.valid"), (right.Value, right.Code));
        Assert.Equal((0.0, "is-json.schema"), (wrong.Value, wrong.Code));
        Assert.StartsWith("It does not follow the schema at /n: ", wrong.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_not_there_is_refused() =>
        Assert.StartsWith(
            "evalsets/t/evalset.yaml:5: The schema “answer.json” can't be read: ",
            GraderBench.ProblemsOf("type: is-json, schema: answer.json", GraderBench.Item("1")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}", "Duplicate property 'a'.")]
    [InlineData("{\"a\": 1,}", "a trailing comma at the end.")]
    [InlineData("{'a': 1}", "is an invalid start of a property name")]
    public async Task The_reason_says_why_it_is_no_json(string response, string why) =>
        Assert.Contains(why, (await GraderBench.ScoreAsync("type: is-json", response)).Reason, StringComparison.Ordinal);
}
