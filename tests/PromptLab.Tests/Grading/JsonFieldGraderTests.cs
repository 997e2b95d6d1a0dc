namespace PromptLab.Tests.Grading;

public sealed class JsonFieldGraderTests
{
    private const string Order =
        """{"order": {"id": "A-7", "lines": [{"sku": "x1"}, {"sku": "y2"}], "paid": true, "amount": 12.50, "note": null, "by": ""}}""";

    [Theory]
    [InlineData("field: order.id, equals: A-7", "1 json-field.right")]
    [InlineData("field: order.id, equals: A-8", "0 json-field.wrong")]
    [InlineData("field: order.id, equals: a-7", "0 json-field.wrong")]
    [InlineData("field: order.id, equals: a-7, ignore_case: true", "1 json-field.right")]
    [InlineData("field: order.lines.1.sku, equals: y2", "1 json-field.right")]
    [InlineData("field: order.lines.2.sku, equals: y2", "0 json-field.missing")]
    [InlineData("field: order.lines.-1.sku, equals: y2", "0 json-field.missing")]
    [InlineData("field: order.note, equals: x", "0 json-field.missing")] // null holds nothing
    [InlineData("field: nothing.here, equals: x", "0 json-field.missing")]
    [InlineData("field: order.id, one_of: [A-6, A-7]", "1 json-field.right")]
    [InlineData("field: order.id, one_of: [A-5, A-6]", "0 json-field.wrong")]
    [InlineData("field: order.note, absent: true", "1 json-field.absent")]
    [InlineData("field: order.by, absent: true", "1 json-field.absent")]
    [InlineData("field: order.nobody, absent: true", "1 json-field.absent")]
    [InlineData("field: order.id, absent: true", "0 json-field.made-up")]
    public async Task A_dotted_path_finds_the_value_that_is_compared(string rule, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync($"type: json-field, {rule}", Order));

    [Theory]
    [InlineData("field: order.paid, equals: true", "1 json-field.right")]
    [InlineData("field: order.paid, equals: false", "0 json-field.wrong")]
    [InlineData("field: order.paid, equals: 'true'", "0 json-field.wrong")]
    [InlineData("field: order.paid, equals: 'true', loose: true", "1 json-field.right")]
    [InlineData("field: order.amount, equals: 12.5", "1 json-field.right")]
    [InlineData("field: order.amount, equals: '12.50'", "0 json-field.wrong")]
    [InlineData("field: order.amount, equals: '12.50', loose: true", "1 json-field.right")]
    [InlineData("field: order.amount, one_of: [1, 12.5]", "1 json-field.right")]
    public async Task Types_count_unless_loose_says_otherwise(string rule, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync($"type: json-field, {rule}", Order));

    [Theory]
    [InlineData("12", "12", "1 json-field.right")]
    [InlineData("12.0", "12", "1 json-field.right")]
    [InlineData("\"12\"", "12", "0 json-field.wrong")]
    [InlineData("{\"a\": [1, 2], \"b\": null}", "{\"b\": null, \"a\": [1, 2]}", "1 json-field.right")]
    [InlineData("[1, 2]", "[2, 1]", "0 json-field.wrong")]
    public async Task Equals_compares_whatever_JSON_the_item_expects(string field, string expected, string code) =>
        Assert.Equal(
            code,
            await GraderBench.CodeAsync("type: json-field, field: v, equals: '{expected}'", $$"""{"v": {{field}}}""", expected)
        );

    [Theory]
    [InlineData("number: '{expected}'", "12.50", "1 json-field.right")]
    [InlineData("number: '{expected}'", "12.51", "0 json-field.wrong")]
    [InlineData("number: '{expected}'", "\"12.50\"", "0 json-field.wrong")]
    [InlineData("number: '{expected}', loose: true", "\"12.50\"", "1 json-field.right")]
    [InlineData("number: '{expected}', loose: true", "\"1,250\"", "0 json-field.wrong")]
    [InlineData("number: '{expected}', loose: true", "\"12,50\"", "0 json-field.unreadable")] // not 1250 either
    [InlineData("number: '{expected}', loose: true, decimal_comma: true", "\"12,50\"", "1 json-field.right")]
    [InlineData("number: '{expected}', loose: true, decimal_comma: true", "12.50", "1 json-field.right")] // JSON's own numbers have a point
    [InlineData("number: '{expected}', loose: true, decimal_comma: true", "\"12.50\"", "0 json-field.unreadable")]
    [InlineData("number: '{expected}', loose: true", "true", "0 json-field.wrong")]
    [InlineData("number: '{expected}', tolerance: { absolute: 0.5 }", "13", "1 json-field.right")]
    [InlineData("number: '{expected}'", "1e999", "0 json-field.wrong")]
    public async Task Number_compares_values_within_the_tolerance(string rule, string field, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync($"type: json-field, field: v, {rule}", $$"""{"v": {{field}}}""", "12.5"));

    [Theory]
    [InlineData("not JSON", "0 response.not-json")]
    [InlineData("```json\n{\"v\": 1}\n```", "0 response.not-json")]
    [InlineData("{\"v\": \"\\ud800\"}", "0 response.not-json")] // half a character
    [InlineData("{\"\\ud800\": 1, \"v\": \"x\"}", "0 response.not-json")]
    [InlineData("{\"v\": 1, \"v\": 2}", "0 response.not-json")]
    [InlineData("[1]", "0 json-field.missing")]
    [InlineData("null", "0 json-field.missing")]
    public async Task A_response_that_is_not_JSON_can_not_be_read(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: json-field, field: v, equals: x", response));

    [Fact]
    public async Task Extract_comes_before_the_field() =>
        Assert.Equal(
            "1 json-field.right",
            await GraderBench.CodeAsync(
                "type: json-field, field: v, equals: x, extract: code-fence",
                "Here:\n```json\n{\"v\": \"x\"}\n```\nDone."
            )
        );

    [Theory]
    [InlineData("""{"v": null}""", "1 json-field.absent")]
    [InlineData("{}", "1 json-field.absent")]
    [InlineData("""{"v": 3}""", "0 json-field.made-up")]
    public async Task Where_the_item_expects_nothing_the_field_should_hold_nothing(string response, string code) =>
        Assert.Equal(
            code,
            await GraderBench.CodeAsync(
                "type: json-field, field: v, equals: '{expected.v}', absent_when_missing: true",
                response,
                """{"other": 1}"""
            )
        );

    [Theory]
    [InlineData("equals: A-8", "“order.id” is “A-7”, not “A-8”.")]
    [InlineData("one_of: [x, 7]", "“order.id” is “A-7”, not “x” or 7.")]
    [InlineData("number: 7", "“order.id” is “A-7”, not 7.")]
    [InlineData("absent: true", "“order.id” is “A-7” and should hold nothing.")]
    public async Task The_reason_tells_texts_from_numbers(string rule, string reason) =>
        Assert.Equal(reason, (await GraderBench.ScoreAsync($"type: json-field, field: order.id, {rule}", Order)).Reason);

    [Theory]
    [InlineData(
        "type: json-field, field: v",
        "evalset.yaml:5: The grader “right” (json-field) needs just one of equals, one_of, number, absent."
    )]
    [InlineData(
        "type: json-field, field: v, equals: a, absent: true",
        "evalset.yaml:5: The grader “right” (json-field) needs just one of equals, one_of, number, absent."
    )]
    [InlineData("type: json-field, equals: a", "evalset.yaml:5: “field” is missing. Add “field: answer”.")]
    [InlineData(
        "type: json-field, field: v, absent: false",
        "evalset.yaml:5: “absent” takes true. To want a value, use equals, one_of or number."
    )]
    [InlineData(
        "type: json-field, field: v, number: '{expected}'",
        "items.jsonl:1: The grader “right” (json-field) compares with a number, and “x” of the item “a” is none. Write it as 1234.5."
    )]
    [InlineData(
        "type: json-field, field: v, equals: '{expected.v}'",
        "items.jsonl:1: “expected.v” is missing in the item “a”. The grader “right” (json-field) needs one: add it, or give the grader “when: expected.v” or “absent_when_missing: true”."
    )]
    public void A_definition_that_says_too_little_or_too_much_is_refused(string grader, string problem) =>
        Assert.Equal("evalsets/t/" + problem, GraderBench.ProblemsOf(grader, GraderBench.Item("\"x\"")));

    [Fact]
    public async Task A_value_of_another_type_with_the_same_characters_is_told_with_the_way_out() =>
        Assert.Equal(
            "“a” is 5, not “5”. The same characters, and another type, as every cell of a CSV file is a text: compare with “number”, or set “loose: true”.",
            (await GraderBench.ScoreAsync("type: json-field, field: a, equals: '{expected}'", """{"a": 5}""", "\"5\"")).Reason
        );

    [Fact]
    public async Task A_value_that_looks_the_same_is_told_with_its_code_points() =>
        Assert.Equal(
            "“a” is “caf\u00e9” (U+00E9), not “cafe\u0301” (U+0065 U+0301).",
            (
                await GraderBench.ScoreAsync("type: json-field, field: a, equals: '{expected}'", "{\"a\": \"caf\u00e9\"}", "\"cafe\u0301\"")
            ).Reason
        );
}
