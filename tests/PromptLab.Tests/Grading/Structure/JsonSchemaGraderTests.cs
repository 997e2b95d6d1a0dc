using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class JsonSchemaGraderTests
{
    private const string InPlace = "type: json-schema, schema: { type: object, required: [n], properties: { n: { type: integer } } }";

    [Theory]
    [InlineData("""{"n": 1}""", "1 json-schema.valid")]
    [InlineData("""{"n": 1.0, "m": null}""", "1 json-schema.valid")]
    [InlineData("""{"n": "one"}""", "0 json-schema.invalid")]
    [InlineData("[]", "0 json-schema.invalid")]
    [InlineData("null", "0 json-schema.invalid")]
    [InlineData("n: 1", "0 response.not-json")]
    [InlineData("""{"n": 1} as asked""", "0 response.not-json")]
    public async Task The_response_follows_a_schema_that_is_written_in_place(string response, string code) =>
        Assert.Equal(code, await CodeAsync(InPlace, response));

    [Theory]
    [InlineData("""{"n": "one"}""", "It does not follow the schema at /n: It must be integer.")]
    [InlineData("{}", "It does not follow the schema at its root: “n” is missing.")]
    public async Task The_reason_gives_the_place_that_fails_and_why(string response, string reason) =>
        Assert.Equal(reason, (await ScoreAsync(InPlace, response)).Reason);

    [Fact]
    public async Task The_reason_leads_into_the_form_that_was_meant()
    {
        const string schema = "{ anyOf: [{ type: string }, { properties: { a: { properties: { b: { maxLength: 2 } } } } }] }";

        Assert.Equal(
            "It does not follow the schema at /a/b: It breaks maxLength 2.",
            (await ScoreAsync($"type: json-schema, schema: {schema}", """{"a": {"b": "abc"}}""")).Reason
        );
    }

    [Fact]
    public async Task A_file_is_read_by_the_draft_that_it_names()
    {
        var graders = MakeWith(
            new Dictionary<string, string>
            {
                ["s.json"] = """{"$schema": "https://json-schema.org/draft/2019-09/schema", "items": [{"type": "string"}]}""",
            },
            One("type: json-schema, schema: s.json"),
            Item("1")
        );
        var item = Make(One("type: equals"), Item("1")).Items[0];

        Assert.Equal("json-schema.valid", (await GradeAsync(graders, item, "[\"a\", 1]")).Verdicts[0].Score.Code);
        Assert.Equal("json-schema.invalid", (await GradeAsync(graders, item, "[1]")).Verdicts[0].Score.Code);
    }

    [Theory]
    [InlineData("format: true, ", "0 json-schema.invalid")]
    [InlineData("format: false, ", "1 json-schema.valid")]
    [InlineData("", "1 json-schema.valid")]
    public async Task A_format_is_checked_where_it_is_asked_for(string option, string code) =>
        Assert.Equal(code, await CodeAsync($"type: json-schema, {option}schema: {{ format: date }}", "\"2026-02-30\""));

    [Fact]
    public async Task A_meta_schema_can_be_referred_to() =>
        Assert.Equal(
            "0 json-schema.invalid",
            await CodeAsync("type: json-schema, schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' }", """{"type": "strnig"}""")
        );

    [Theory]
    [InlineData(
        "type: json-schema",
        "The grader “right” (json-schema) needs “schema”: a JSON Schema, or the name of a file with one beside evalset.yaml."
    )]
    [InlineData(
        "type: json-schema, schema: { properties: { a: { required: true } } }",
        "At /properties/a/required: “required” takes a list of texts, not true. The object that holds the property lists its name: required: [name]."
    )]
    [InlineData("type: json-schema, schema: none.json", "The schema “none.json” can't be read: ")]
    [InlineData("type: is-json, format: true", "“format” says how a schema is read, and there is no “schema” beside it.")]
    public void A_schema_that_is_missing_or_wrong_is_refused_at_its_line(string grader, string problem) =>
        Assert.StartsWith("evalsets/t/evalset.yaml:5: " + problem, ProblemsOf(grader, Item("1")), StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_a_file_has_its_line()
    {
        var problems = Assert.ThrowsAny<Exception>(() =>
            MakeWith(
                new Dictionary<string, string> { ["s.json"] = "{\n \"properties\": {\n  \"a\": {\"type\": \"strnig\"}}}" },
                One("type: json-schema, schema: s.json"),
                Item("1")
            )
        );

        Assert.Contains("s.json:3: At /properties/a/type: ", problems.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_in_place_is_part_of_the_hash() =>
        Assert.NotEqual(
            Make(One("type: json-schema, schema: { type: object }"), Item("1")).Graders.Hash,
            Make(One("type: json-schema, schema: { type: array }"), Item("1")).Graders.Hash
        );

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void A_schema_that_takes_everything_or_nothing_is_refused(string schema) =>
        Assert.Contains(
            "A schema of true takes every JSON, and one of false none.",
            GraderBench.ProblemsOf($"type: json-schema, schema: {schema}", GraderBench.Item("1")),
            StringComparison.Ordinal
        );
}
