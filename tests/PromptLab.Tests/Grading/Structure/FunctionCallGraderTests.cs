using System.Text.Json.Nodes;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading.Structure;

public sealed class FunctionCallGraderTests
{
    private const string Wanted = """{"area": {"base": [10], "height": [5, 5.5], "unit": ["cm", ""]}}""";
    private const string Two = """[{"play": {"artist": ["Swift"]}}, {"play": {"artist": ["Maroon 5"]}}]""";
    private const string Functions =
        """[{"name": "area", "parameters": {"type": "dict", "properties": {"base": {}, "height": {}, "unit": {}, "round": {}}, "required": ["base", "height"]}}]""";

    [Theory]
    [InlineData("""{"name": "area", "arguments": {"base": 10, "height": 5}}""")]
    [InlineData("""{"name": "area", "arguments": {"height": 5.5, "base": 10.0, "unit": "cm"}}""")]
    [InlineData("""Sure: [{"name": "area", "arguments": {"base": 10, "height": 5}}]. Done.""")]
    [InlineData("""{"name": "area", "arguments": "{\"base\": 10, \"height\": 5}"}""")]
    [InlineData("""{"name": "area", "parameters": {"base": 10, "height": 5}}""")]
    [InlineData("""{"function": {"name": "area", "arguments": {"base": 10, "height": 5}}}""")]
    [InlineData("""[{"id": "1", "type": "function", "function": {"name": "area", "arguments": "{\"base\": 10, \"height\": 5}"}}]""")]
    [InlineData(
        """{"role": "assistant", "content": null, "tool_calls": [{"function": {"name": "area", "arguments": {"base": 10, "height": 5}}}]}"""
    )]
    [InlineData("""<tool_call>{"name": "area", "arguments": {"base": 10, "height": 5}}</tool_call>""")]
    [InlineData("```json\n{\"name\": \"area\", \"arguments\": {\"base\": 10, \"height\": 5}}\n```")]
    [InlineData("area(base=10, height=5)")]
    [InlineData("[area(base=10, height=5.0, unit='cm')]")]
    [InlineData("`area(height = 5, base = 1_0,)`")]
    [InlineData("```python\narea(\n    base=10,\n    height=5,\n)\n```")]
    [InlineData("I call it now:\narea(base=10, height=5)")]
    public async Task A_call_is_found_in_every_form(string response) =>
        Assert.Equal("1 function-call.right", await CodeAsync("", Wanted, response));

    [Theory]
    [InlineData("""{"name": "volume", "arguments": {"base": 10, "height": 5}}""", "other-name")]
    [InlineData("area(base=10)", "missing-parameter")]
    [InlineData("area(base=10, height=5, colour='red')", "unknown-parameter")]
    [InlineData("area(base=11, height=5)", "value")]
    [InlineData("area(base='10', height=5)", "type")]
    [InlineData("area(base=True, height=5)", "type")]
    [InlineData("area(base=None, height=5)", "type")]
    [InlineData("area(base=10, height=5, unit='CM')", "value")]
    [InlineData("area(base=b, height=5)", "not-json")]
    [InlineData("area(base=5*2, height=5)", "not-json")]
    [InlineData("area(10, 5)", "not-json")]
    [InlineData("""{"name": "area", "arguments": [10, 5]}""", "not-json")]
    [InlineData("""{"name": "area", "arguments": {"base": 10, "hei""", "not-json")]
    [InlineData("[area(base=10, height=5), area(base=10, height=5)]", "extra")]
    [InlineData("The area is 25.", "missing")]
    [InlineData("[]", "missing")]
    [InlineData("""{"base": 10, "height": 5}""", "missing")]
    public async Task What_is_wrong_with_a_call_has_its_code(string response, string code) =>
        Assert.Equal("0 function-call." + code, await CodeAsync("", Wanted, response));

    [Theory]
    [InlineData("area(10, 5)", "1 function-call.right")]
    [InlineData("area(10, height=5)", "1 function-call.right")]
    [InlineData("area(10, base=5)", "0 function-call.not-json")]
    [InlineData("area(base=10, height=5, round=True)", "0 function-call.value")]
    [InlineData("area(base=10, height=5, colour='red')", "0 function-call.unknown-parameter")]
    [InlineData("Some code:\nprint('x')\narea(base=10, height=5)", "1 function-call.right")]
    public async Task Functions_say_what_is_known_of_them(string response, string code) =>
        Assert.Equal(code, await CodeAsync(", functions: '{functions}'", Wanted, response));

    [Fact]
    public async Task A_required_parameter_must_be_there_even_if_it_may_be_empty() =>
        Assert.Equal(
            "0 function-call.missing-parameter",
            await CodeAsync(", functions: '{functions}'", """{"area": {"base": [10], "height": [5, ""]}}""", "area(base=10)")
        );

    [Theory]
    [InlineData("null", "I can't help.", "1 function-call.none")]
    [InlineData("\"none\"", "I can't help.", "1 function-call.none")]
    [InlineData("[]", "[]", "1 function-call.none")]
    [InlineData("null", "area(base=10, height=5)", "0 function-call.unwanted")]
    [InlineData("null", """{"name": "area", "arguments": {"base": 10""", "0 function-call.unwanted")]
    [InlineData("null", "My name (Bob) is unknown. f (x) = y", "1 function-call.none")]
    [InlineData(
        "null",
        """The function is {"name": "area", "description": "…", "parameters": {"type": "dict", "properties": {}}}.""",
        "1 function-call.none"
    )]
    [InlineData("null", """{"name": "Bob"}""", "1 function-call.none")]
    public async Task Where_no_call_is_wanted_none_is_right(string expected, string response, string code) =>
        Assert.Equal(code, await CodeAsync("", expected, response));

    [Theory]
    [InlineData("[play(artist='Maroon 5'), play(artist='Swift')]", "", "1 function-call.right")]
    [InlineData("play(artist='Maroon 5')\nplay(artist='Swift')", "", "1 function-call.right")]
    [InlineData(
        """{"name": "play", "arguments": {"artist": "Swift"}} {"name": "play", "arguments": {"artist": "Maroon 5"}}""",
        ", order: true",
        "1 function-call.right"
    )]
    [InlineData("[play(artist='Maroon 5'), play(artist='Swift')]", ", order: true", "0 function-call.order")]
    [InlineData("play(artist='Swift')", "", "0 function-call.missing")]
    [InlineData("[play(artist='Swift'), play(artist='Swift')]", "", "0 function-call.value")]
    [InlineData("[play(artist='Swift'), stop()]", "", "0 function-call.other-name")]
    [InlineData("[play(artist='Swift'), play(artist='Maroon 5'), stop()]", "", "0 function-call.extra")]
    public async Task Several_calls_are_made_in_any_order_unless_it_counts(string response, string options, string code) =>
        Assert.Equal(code, await CodeAsync(options, Two, response));

    // The first made call fits both wanted ones, the second only the first.
    [Fact]
    public async Task Calls_that_fit_several_wanted_ones_are_paired_as_well_as_they_can_be() =>
        Assert.Equal("1 function-call.right", await CodeAsync("", """[{"f": {"a": [1, 2]}}, {"f": {"a": [1]}}]""", "[f(a=1), f(a=2)]"));

    [Theory]
    [InlineData("""{"f": {"a": [{"x": [1, 2], "y": ["b", ""]}]}}""", """f(a={"x": 2})""", "1 function-call.right")]
    [InlineData("""{"f": {"a": [{"x": [1, 2], "y": ["b", ""]}]}}""", """f(a={"x": 2, "y": "b"})""", "1 function-call.right")]
    [InlineData("""{"f": {"a": [{"x": [1, 2], "y": ["b", ""]}]}}""", """f(a={"x": 3})""", "0 function-call.value")]
    [InlineData("""{"f": {"a": [{"x": [1, 2], "y": ["b", ""]}]}}""", """f(a={"x": 1, "z": 1})""", "0 function-call.value")]
    [InlineData("""{"f": {"a": [[1, 2], [2, 3]]}}""", "f(a=(2, 3))", "1 function-call.right")]
    [InlineData("""{"f": {"a": [[1, 2]]}}""", "f(a=[2, 1])", "0 function-call.value")]
    [InlineData("""{"f": {"a": [[{"x": ["1"]}]]}}""", """f(a=[{"x": "1"}])""", "1 function-call.right")]
    [InlineData("""{"f": {"a": [true]}}""", "f(a=True)", "1 function-call.right")]
    [InlineData("""{"f": {"a": [null, 1]}}""", "f(a=None)", "1 function-call.right")]
    [InlineData("""{"f": {"a": [-0.5]}}""", "f(a=-.5)", "1 function-call.right")]
    [InlineData("""{"f": {"a": ["it's \"ü\"\n"]}}""", "f(a='it\\'s \"\\u00fc\"\\n')", "1 function-call.right")]
    [InlineData("""{"f": {}}""", "f()", "1 function-call.right")]
    [InlineData("""{"g.h": {"a": [1]}}""", "g.h(a=1)", "1 function-call.right")]
    public async Task Accepted_values_may_be_of_every_type(string expected, string response, string code) =>
        Assert.Equal(code, await CodeAsync("", expected, response));

    [Theory]
    [InlineData("", "0 function-call.value")]
    [InlineData(", strings: bfcl", "1 function-call.right")]
    [InlineData(", ignore_case: true, normalise: punctuation", "1 function-call.right")]
    public async Task Texts_are_compared_exactly_unless_an_option_says_otherwise(string options, string code) =>
        Assert.Equal(code, await CodeAsync(options, """{"f": {"a": ["New-York"]}}""", "f(a='new-york.')"));

    [Theory]
    [InlineData("""{"name": "f", "arguments": {"a": [1, 2], "b": {"c": 1}}}""", "f(a=[1, 2], b={'c': 1})", "1 function-call.right")]
    [InlineData("""{"name": "f", "arguments": {"a": [1, 2]}}""", "f(a=1)", "0 function-call.type")]
    [InlineData("""{"name": "f", "arguments": {"b": {"c": [1, 2]}}}""", "f(b={'c': 1})", "0 function-call.value")]
    public async Task Exact_arguments_can_be_wanted_as_well(string expected, string response, string code) =>
        Assert.Equal(code, await CodeAsync("", expected, response));

    [Fact]
    public async Task Tool_calls_are_looked_at_and_the_text_beside_them_is_not()
    {
        var (graders, items) = GraderBench.Make(GraderBench.One("type: function-call"), CallBench.Item(Wanted));

        var score = await CallBench.ScoreAsync(graders, items[0], CallBench.Call("area", new JsonObject { ["base"] = 10, ["height"] = 5 }));

        Assert.Equal((1.0, "function-call.right"), (score.Value, score.Code));
        Assert.Equal(new MatchCounts(1, 1, 1), score.Matches);
    }

    [Theory]
    [InlineData("area(base=11, height=5)", "“base” of “area” is 11, not one of “[10]”.")]
    [InlineData("area(base='10', height=5)", "“base” of “area” is “10”, which has another type than “[10]”.")]
    [InlineData("area(base=10)", "“area” was called without “height”.")]
    [InlineData("volume(base=10)", "“volume” with “{\"base\":10}” was called, not “area”.")]
    public async Task The_reason_says_what_was_found_and_what_is_wanted(string response, string reason)
    {
        var (graders, items) = GraderBench.Make(GraderBench.One("type: function-call"), CallBench.Item(Wanted));

        Assert.Equal(reason, (await CallBench.ScoreTextAsync(graders, items[0], response)).Reason);
    }

    [Theory]
    [InlineData(
        "\"area\"",
        "",
        "the wanted calls are {\"function\": {\"parameter\": [accepted values]}}, {\"name\": …, \"arguments\": {…}}, a list of these, or none."
    )]
    [InlineData(
        """{"area": {"base": 10}}""",
        "",
        "the wanted calls are {\"function\": {\"parameter\": [accepted values]}}, {\"name\": …, \"arguments\": {…}}, a list of these, or none."
    )]
    [InlineData(
        """{"areas": {"base": [10]}}""",
        ", functions: '{functions}'",
        "the wanted function “areas” is not among the functions. Did you mean “area”?"
    )]
    [InlineData("""{"area": {"bas": [10]}}""", ", functions: '{functions}'", "“bas” is no parameter of “area”. Did you mean “base”?")]
    [InlineData(Wanted, ", functions: '{message}'", "the functions are no list of {\"name\": …, \"parameters\": {…}}.")]
    public void A_definition_that_no_call_could_meet_is_refused(string expected, string options, string problem) =>
        Assert.Contains(
            $"evalsets/t/items.jsonl:1: The item “a”: {problem} The grader “right” (function-call) needs it.",
            GraderBench.ProblemsOf("type: function-call" + options, CallBench.Item(expected, Functions)),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_item_without_an_answer_does_not_want_no_call() =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The item “a”: “expected” is missing; where no call is right, write none. The grader “right” (function-call) needs it.",
            GraderBench.ProblemsOf("type: function-call", """{"id": "a", "input": {"message": "hello"}}""")
        );

    private static async Task<string> CodeAsync(string options, string expected, string response)
    {
        var (graders, items) = GraderBench.Make(GraderBench.One("type: function-call" + options), CallBench.Item(expected, Functions));
        var score = await CallBench.ScoreTextAsync(graders, items[0], response);
        return FormattableString.Invariant($"{(score.Value is { } value ? value : "?")} {score.Code}");
    }

    [Theory]
    [InlineData("The call is `f(a=1)`.")]
    [InlineData("**f(a=1)**")]
    [InlineData("- f(a=1)")]
    [InlineData("1. f(a=1)")]
    public async Task A_call_in_inline_code_in_bold_or_in_a_list_is_found(string response) =>
        Assert.StartsWith(
            "1 ",
            await GraderBench.CodeAsync("type: function-call", response, """{"f": {"a": [1]}}"""),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_wanted_call_without_what_every_call_must_have_is_refused() =>
        Assert.Contains(
            "the wanted call of “f” lacks “a”, which every call must have.",
            GraderBench.ProblemsOf(
                "type: function-call, functions: [{ name: f, parameters: { properties: { a: {}, b: {} }, required: [a] } }]",
                GraderBench.Item("""{"f": {"b": [1]}}""")
            ),
            StringComparison.Ordinal
        );
}
