namespace PromptLab.Tests.Grading;

public sealed class EqualsGraderTests
{
    [Theory]
    [InlineData("billing", "1 equals.same")]
    [InlineData("  billing\n", "1 equals.same")]
    [InlineData("Billing", "0 equals.different")]
    [InlineData("billing.", "0 equals.different")]
    [InlineData("", "0 equals.different")]
    public async Task The_whole_text_is_compared_but_for_white_space_around_it(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: equals", response));

    [Fact]
    public async Task The_reason_quotes_both_texts()
    {
        var score = await GraderBench.ScoreAsync("type: equals", "shipping");

        Assert.Equal("It is “shipping”, not “billing”.", score.Reason);
    }

    [Fact]
    public async Task A_long_text_is_quoted_up_to_its_sixtieth_character_and_never_through_the_middle_of_one()
    {
        var score = await GraderBench.ScoreAsync("type: equals", new string('x', 59) + "😀 and more");

        Assert.Equal($"It is “{new string('x', 59)}…”, not “billing”.", score.Reason);
    }

    [Fact]
    public async Task The_wanted_value_is_trimmed_too_and_so_white_space_counts_only_with_trim_off()
    {
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals", "yes", "\" yes \""));
        Assert.Equal("0 equals.different", await GraderBench.CodeAsync("type: equals, trim: false", "yes", "\" yes \""));
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals, trim: false", " yes ", "\" yes \""));
    }

    [Fact]
    public async Task An_empty_field_can_be_the_right_one() =>
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals, field: rule", """{"rule": ""}""", "\"\""));

    // Of a response: an empty one is a failed call, so that such an item could never pass.
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\u200b\"")]
    public void An_expected_answer_that_is_empty_is_warned_of(string expected) =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The item “a” expects an empty response, which is a failed call and never graded. Let the prompt ask for a word, such as “none”, and expect that.",
            GraderBench.WarningsOf("type: equals", GraderBench.Item(expected))
        );

    [Theory]
    [InlineData("""["a", "b"]""", """["a","b"]""", "1 equals.same")]
    [InlineData("""[ "a",\n "b" ]""", """["a","b"]""", "1 equals.same")]
    [InlineData("""["b", "a"]""", """["a","b"]""", "0 equals.different")]
    [InlineData("""["a", "b", "b"]""", """["a","b"]""", "0 equals.different")]
    [InlineData("""{"y": 12.0, "x": null}""", """{"x":null,"y":12}""", "1 equals.same")]
    [InlineData("""{"y": "12", "x": null}""", """{"x":null,"y":12}""", "0 equals.different")]
    [InlineData("""{"y": 12}""", """{"x":null,"y":12}""", "0 equals.different")]
    [InlineData("""{"y": 12, "x": null, "z": 1}""", """{"x":null,"y":12}""", "0 equals.different")]
    [InlineData("""{"y": 12, "y": 12, "x": null}""", """{"x":null,"y":12}""", "0 equals.different")]
    [InlineData("""{"a": " b"}""", """{"a":"b"}""", "0 equals.different")]
    [InlineData("The list is [\"a\", \"b\"]", """["a","b"]""", "0 equals.different")]
    [InlineData("a, b", """["a","b"]""", "0 equals.different")]
    [InlineData("[]", "[]", "1 equals.same")]
    [InlineData("{}", "[]", "0 equals.different")]
    public async Task A_list_or_an_object_is_compared_by_what_it_says(string response, string expected, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: equals", response.Replace("\\n", "\n", StringComparison.Ordinal), expected));

    [Fact]
    public async Task Texts_within_an_object_are_normalised_as_the_grader_says()
    {
        Assert.Equal("0 equals.different", await GraderBench.CodeAsync("type: equals", """{"a": "YES"}""", """{"a":"yes"}"""));
        Assert.Equal(
            "1 equals.same",
            await GraderBench.CodeAsync("type: equals, ignore_case: true", """{"a": "YES"}""", """{"a":"yes"}""")
        );
    }

    // é as one code point or as e with an accent; a no-break space; a zero-width space; a Cyrillic а.
    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301", "It is “caf\u00e9” (U+00E9), not “cafe\u0301” (U+0065 U+0301).")]
    [InlineData("a\u00a0b", "a b", "It is “a\u00a0b” (U+00A0), not “a b” (U+0020).")]
    [InlineData("y\u200bes", "yes", "It is “y\u200bes” (U+200B), not “yes” (nothing there).")]
    [InlineData("p\u0430y", "pay", "It is “p\u0430y” (U+0430), not “pay” (U+0061).")]
    [InlineData("a\nb", "a b", "It is “a b” (U+000A), not “a b” (U+0020).")]
    public async Task Texts_that_look_the_same_are_told_apart_by_their_code_points(string response, string expected, string reason) =>
        Assert.Equal(reason, (await GraderBench.ScoreAsync("type: equals", response, $"\"{expected}\"")).Reason);

    [Fact]
    public async Task A_difference_beyond_what_is_quoted_is_shown()
    {
        var beginning = new string('x', 100);

        var score = await GraderBench.ScoreAsync("type: equals", beginning + "1", $"\"{beginning}2\"");

        Assert.Equal($"It is “…{new string('x', 20)}1”, not “…{new string('x', 20)}2”.", score.Reason);
    }

    [Fact]
    public async Task The_reason_quotes_the_response_as_it_was_written() =>
        Assert.Equal(
            "It is “Maybe”, not “Yes”.",
            (await GraderBench.ScoreAsync("type: equals, ignore_case: true", " Maybe\n", "\"Yes\"")).Reason
        );

    [Fact]
    public async Task A_response_without_the_field_can_not_be_read_and_is_wrong() =>
        Assert.Equal("0 response.field-missing", await GraderBench.CodeAsync("type: equals, field: rule", """{"answer": "billing"}"""));
}
