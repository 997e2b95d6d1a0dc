using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class JsonEqualsGraderTests
{
    private const string Order =
        """{"id": "A-1", "lines": [{"sku": "x", "price": 9.5}, {"sku": "y", "price": 3}], "meta": {"at": "now"}}""";

    [Theory]
    [InlineData("""{"b": [1, {"c": null}], "a": "x"}""", "1 json-equals.same")]
    [InlineData("""{"a": "x", "b": [1.0, {"c": null}]}""", "1 json-equals.same")]
    [InlineData("""{"a": "y", "b": [1, {"c": null}]}""", "0 json-equals.different")]
    [InlineData("""{"a": "x", "b": [1, {}]}""", "0 json-equals.missing")]
    [InlineData("""{"a": "x", "b": [1]}""", "0 json-equals.different")]
    [InlineData("""{"a": "x", "b": [1, {"c": null}], "d": 1}""", "0 json-equals.extra")]
    [InlineData("""{"a": "x", "b": ["1", {"c": null}]}""", "0 json-equals.different")]
    [InlineData("""{"a": "x", "b": [1, {"c": false}]}""", "0 json-equals.different")]
    [InlineData("""Here: {"a": "x"}""", "0 response.not-json")]
    public async Task The_whole_value_is_the_same(string response, string code) =>
        Assert.Equal(code, await CodeAsync("type: json-equals", response, """{"a": "x", "b": [1, {"c": null}]}"""));

    [Theory]
    [InlineData("\"billing\"", "\"billing\"", "1 json-equals.same")]
    [InlineData("billing", "\"billing\"", "0 response.not-json")]
    [InlineData("5", "5.0", "1 json-equals.same")]
    [InlineData("5", "\"5\"", "0 json-equals.different")]
    [InlineData("true", "true", "1 json-equals.same")]
    [InlineData("true", "false", "0 json-equals.different")]
    [InlineData("123456789012345678901234567890.1", "123456789012345678901234567890.2", "0 json-equals.different")]
    [InlineData("1e400", "1e400", "1 json-equals.same")]
    public async Task A_single_value_is_compared_by_its_type(string response, string expected, string code) =>
        Assert.Equal(code, await CodeAsync("type: json-equals", response, expected));

    [Fact]
    public async Task Json_in_a_cell_of_a_csv_file_is_read_as_json() =>
        Assert.Equal("1 json-equals.same", await CodeAsync("type: json-equals", """{"a": 1.0}""", "\"{\\\"a\\\": 1}\""));

    [Theory]
    [InlineData(
        "ignore: [meta]",
        """{"id": "A-1", "lines": [{"sku": "x", "price": 9.5}, {"sku": "y", "price": 3}]}""",
        "1 json-equals.same"
    )]
    [InlineData(
        "ignore: [meta.at]",
        """{"id": "A-1", "lines": [{"sku": "x", "price": 9.5}, {"sku": "y", "price": 3}], "meta": {"at": "then"}}""",
        "1 json-equals.same"
    )]
    [InlineData(
        "ignore: [meta, 'lines.*.sku']",
        """{"id": "A-1", "lines": [{"price": 9.5}, {"sku": "z", "price": 3}]}""",
        "1 json-equals.same"
    )]
    [InlineData("ignore: [meta, 'lines.*.sku']", """{"id": "A-1", "lines": [{"price": 9.5}]}""", "0 json-equals.different")]
    [InlineData("ignore: [meta, 'lines.1']", """{"id": "A-1", "lines": [{"sku": "x", "price": 9.5}]}""", "1 json-equals.same")]
    [InlineData(
        "ignore: [meta], array_order: ignore",
        """{"id": "A-1", "lines": [{"price": 3, "sku": "y"}, {"sku": "x", "price": 9.5}]}""",
        "1 json-equals.same"
    )]
    [InlineData(
        "ignore: [meta], array_order: keep",
        """{"id": "A-1", "lines": [{"price": 3, "sku": "y"}, {"sku": "x", "price": 9.5}]}""",
        "0 json-equals.different"
    )]
    [InlineData(
        "ignore: [meta], tolerance: { absolute: 0.5 }",
        """{"id": "A-1", "lines": [{"sku": "x", "price": 10}, {"sku": "y", "price": 2.5}]}""",
        "1 json-equals.same"
    )]
    [InlineData(
        "ignore: [meta], tolerance: { absolute: 0.5 }",
        """{"id": "A-1", "lines": [{"sku": "x", "price": 10.01}, {"sku": "y", "price": 3}]}""",
        "0 json-equals.different"
    )]
    [InlineData(
        "ignore: [meta], tolerance: { relative: 0.1 }",
        """{"id": "A-1", "lines": [{"sku": "x", "price": 10.45}, {"sku": "y", "price": 2.7}]}""",
        "1 json-equals.same"
    )]
    [InlineData(
        "ignore: [meta], ignore_case: true",
        """{"id": "a-1", "lines": [{"sku": "X", "price": 9.5}, {"sku": "y", "price": 3}]}""",
        "1 json-equals.same"
    )]
    public async Task Options_say_what_counts(string options, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: json-equals, {options}", response, Order));

    // 1 may stand for 1.4 alone, and 2 for both: taking 2 for 1.4 would leave 1 without a partner.
    [Theory]
    [InlineData("[1.4, 2.4]", "[2, 1]", "1 json-equals.same")]
    [InlineData("[1.4, 2.4]", "[1, 1]", "0 json-equals.different")]
    public async Task Unordered_elements_within_a_tolerance_are_paired_as_well_as_they_can_be(
        string expected,
        string response,
        string code
    ) => Assert.Equal(code, await CodeAsync("type: json-equals, array_order: ignore, tolerance: { absolute: 0.7 }", response, expected));

    [Theory]
    [InlineData("root: data.answer", """{"data": {"answer": [1]}, "usage": 5}""", "1 json-equals.same")]
    [InlineData("root: data.answer", """{"data": {}}""", "0 response.field-missing")]
    [InlineData("root: 'a\\.b'", """{"a.b": [1], "a": {"b": [2]}}""", "1 json-equals.same")]
    [InlineData("root: a.b", """{"a.b": [1], "a": {"b": [2]}}""", "0 json-equals.different")]
    [InlineData("field: 'a\\.b'", """{"a.b": [1]}""", "1 json-equals.same")]
    public async Task The_root_leads_to_what_is_compared(string option, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: json-equals, {option}", response, "[1]"));

    [Fact]
    public async Task A_null_at_the_root_is_a_value() =>
        Assert.Equal("1 json-equals.same", await CodeAsync("type: json-equals, root: a, value: [null]", """{"a": [null]}"""));

    [Fact]
    public async Task An_ignored_key_may_have_a_dot() =>
        Assert.Equal(
            "1 json-equals.same",
            await CodeAsync("type: json-equals, ignore: ['a\\.b']", """{"a.b": 1, "c": 2}""", """{"a.b": 5, "c": 2}""")
        );

    [Theory]
    [InlineData("""{"a": {"b": [1, 3]}, "c": 1}""", "At “a.b.1”: It is 3, not 2.")]
    [InlineData("""{"a": {"b": [1]}, "c": 1}""", "At “a.b.1”: nothing stands there, and 2 should.")]
    [InlineData("""{"a": {"b": [1, 2, 4]}, "c": 1}""", "At “a.b.2”: 4 stands there, and nothing should.")]
    [InlineData("""{"a": {"b": [1, 2]}}""", "At “c”: nothing stands there, and 1 should.")]
    [InlineData("""{"a": {"b": [1, 2]}, "c": 1, "d.e": "x"}""", "At “d\\.e”: “x” stands there, and nothing should.")]
    [InlineData("[]", "It is “[]”, not “{\"a\":{\"b\":[1,2]},\"c\":1}”.")]
    public async Task The_reason_names_the_first_place_with_both_values(string response, string reason) =>
        Assert.Equal(reason, (await ScoreAsync("type: json-equals", response, """{"a": {"b": [1, 2]}, "c": 1}""")).Reason);

    [Theory]
    [InlineData("type: json-equals, root: a, field: b", "“root” and “field” say the same here. Keep one of them.")]
    [InlineData("type: json-equals, ignore: []", "“ignore” takes paths such as meta.created or items.*.id; none of their names is empty.")]
    [InlineData(
        "type: json-equals, ignore: [a..b]",
        "“ignore” takes paths such as meta.created or items.*.id; none of their names is empty."
    )]
    [InlineData("type: json-equals, tolerance: {}", "“tolerance” takes { absolute: 0.5 } or { relative: 0.01 }.")]
    [InlineData("type: json-equals, tolerance: { absolut: 1 }", "“absolut” is not known in “tolerance”. Did you mean “absolute”?")]
    [InlineData(
        "type: json-equals, array_order: ignored",
        "“array_order” can't be “ignored”; it takes keep, ignore. Did you mean “ignore”?"
    )]
    public void An_option_that_would_mean_nothing_is_refused(string grader, string problem) =>
        Assert.Equal("evalsets/t/evalset.yaml:5: " + problem, ProblemsOf(grader, Item("1")));

    [Fact]
    public async Task A_long_list_in_another_order_is_equal_without_much_work()
    {
        var numbers = string.Join(',', Enumerable.Range(0, 20_000));
        var turned = string.Join(',', Enumerable.Range(0, 20_000).Reverse());

        Assert.Equal(
            "1 json-equals.same",
            await GraderBench.CodeAsync("type: json-equals, array_order: ignore", $"[{turned}]", $"[{numbers}]")
        );
    }

    [Fact]
    public void A_root_with_an_empty_name_is_refused() =>
        Assert.Contains(
            "“root” takes a path such as data.result",
            GraderBench.ProblemsOf("type: json-equals, root: a..b", GraderBench.Item("{}")),
            StringComparison.Ordinal
        );
}
