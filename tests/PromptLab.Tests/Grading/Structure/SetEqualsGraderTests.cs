using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class SetEqualsGraderTests
{
    private const string Wanted = """["red", "green", "blue"]""";

    [Theory]
    [InlineData("""["blue", "red", "green"]""", "1 set-equals.same")]
    [InlineData("blue, red, green", "1 set-equals.same")]
    [InlineData("- blue\n- red\n- green\n", "1 set-equals.same")]
    [InlineData("1. blue\n2) red\n• green", "1 set-equals.same")]
    [InlineData("blue、red，green", "1 set-equals.same")]
    [InlineData("""["red", "green"]""", "0 set-equals.missing")]
    [InlineData("red, green, blue, black", "0 set-equals.extra")]
    [InlineData("red, green, black", "0 set-equals.different")]
    [InlineData("red, green, blue, red", "0 set-equals.extra")]
    [InlineData("""{"colours": ["red"]}""", "0 set-equals.no-list")]
    [InlineData("Red, green, blue", "0 set-equals.different")]
    public async Task The_elements_are_the_wanted_ones_in_any_order(string response, string code) =>
        Assert.Equal(code, await CodeAsync("type: set-equals", response, Wanted));

    [Theory]
    [InlineData("duplicates: ignore", "red, green, blue, red", "1 set-equals.same")]
    [InlineData("ignore_case: true", "RED, Green, blue", "1 set-equals.same")]
    [InlineData("separator: ' / '", "red / green / blue", "1 set-equals.same")]
    [InlineData("field: colours", """{"colours": ["blue", "green", "red"]}""", "1 set-equals.same")]
    [InlineData("field: colours", """{"colours": "blue, green, red"}""", "1 set-equals.same")]
    [InlineData("field: colours", "{}", "0 response.field-missing")]
    public async Task Options_say_how_the_list_is_read(string options, string response, string code) =>
        Assert.Equal(code, await CodeAsync($"type: set-equals, {options}", response, Wanted));

    [Theory]
    [InlineData("[1.0, 2]", "[2, 1]", "1 set-equals.same")]
    [InlineData("[1, 2]", "[\"1\", \"2\"]", "0 set-equals.different")]
    [InlineData("1, 2", "[1, 2]", "1 set-equals.same")]
    [InlineData("[1, 2]", "\"2, 1\"", "1 set-equals.same")]
    [InlineData("[]", "[]", "1 set-equals.same")]
    [InlineData("[null, null]", "[null]", "0 set-equals.extra")]
    [InlineData("[[1, 2], {\"a\": 1}]", "[{\"a\": 1.0}, [1, 2]]", "1 set-equals.same")]
    [InlineData("[[2, 1]]", "[[1, 2]]", "0 set-equals.different")]
    public async Task Elements_are_compared_as_json_and_as_texts_where_one_side_is_a_text(string response, string expected, string code) =>
        Assert.Equal(code, await CodeAsync("type: set-equals", response, expected));

    [Fact]
    public async Task The_wanted_elements_can_be_written_in_place() =>
        Assert.Equal("1 set-equals.same", await CodeAsync("type: set-equals, values: [b, a]", "a, b"));

    [Fact]
    public async Task The_reason_names_what_is_missing_and_what_is_not_wanted() =>
        Assert.Equal(
            "1 of 3 wanted elements are there; missing: “green”, “blue”; not wanted: “black”.",
            (await ScoreAsync("type: set-equals", "black, red", Wanted)).Reason
        );

    [Theory]
    [InlineData(
        """{"a": 1}""",
        "type: set-equals",
        "evalsets/t/items.jsonl:1: The item “a”: the expected answer is no list. The grader “right” (set-equals) needs it."
    )]
    [InlineData(
        """[{"type": "x"}]""",
        "type: set-equals, compare: [type, text]",
        "evalsets/t/items.jsonl:1: The item “a”: the expected element “{\"type\":\"x\"}” does not have all of type, text, by which “compare” compares. The grader “right” (set-equals) needs it."
    )]
    [InlineData("[]", "type: set-equals, compare: []", "evalsets/t/evalset.yaml:5: “compare” takes the keys that count: [type, text].")]
    [InlineData(
        "[]",
        "type: set-equals, separator: ''",
        "evalsets/t/evalset.yaml:5: “separator” takes what stands between two elements, such as \";\"."
    )]
    public void A_definition_that_can_not_be_met_is_refused(string expected, string grader, string problem) =>
        Assert.Equal(problem, ProblemsOf(grader, Item(expected)));
}
