using PromptLab.Grading;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class JsonF1GraderTests
{
    private const string Wanted = """{"name": "Ann", "age": 41, "address": {"city": "Turin", "zip": null}, "tags": ["a", "b"]}""";

    // Wanted: name, age, address.city, tags.
    [Theory]
    [InlineData("""{"name": "Ann", "age": 41.0, "address": {"city": "Turin"}, "tags": ["a", "b"]}""", 4, 4, "json-f1.right")]
    [InlineData(
        """{"name": "Ann", "age": 41, "address": {"city": "Turin", "zip": ""}, "tags": ["a", "b"], "phone": null}""",
        4,
        4,
        "json-f1.right"
    )]
    [InlineData("""{"name": "Bob", "age": 41, "address": {"city": "Turin"}, "tags": ["a", "b"]}""", 3, 4, "json-f1.wrong")]
    [InlineData("""{"name": "Ann", "age": "41", "address": {"city": "Turin"}, "tags": ["b", "a"]}""", 2, 4, "json-f1.wrong")]
    [InlineData("""{"name": "Ann", "age": 41}""", 2, 2, "json-f1.missing")]
    [InlineData(
        """{"name": "Ann", "age": 41, "address": {"city": "Turin", "zip": "10121"}, "tags": ["a", "b"], "phone": "1"}""",
        4,
        6,
        "json-f1.made-up"
    )]
    [InlineData("""{"name": "Ann", "age": 41, "address": "Turin", "tags": []}""", 2, 3, "json-f1.missing")]
    [InlineData("{}", 0, 0, "json-f1.missing")]
    public async Task Each_field_is_right_wrong_missing_or_made_up(string response, int right, int found, string code)
    {
        var score = await ScoreAsync("type: json-f1", response, Wanted);

        Assert.Equal(new MatchCounts(right, found, 4), score.Matches);
        Assert.Equal(2.0 * right / (found + 4), score.Value!.Value, 12);
        Assert.Equal(found == 0 ? 0 : (double)right / found, score.Metrics!["precision"], 12);
        Assert.Equal(right / 4.0, score.Metrics["recall"], 12);
        Assert.Equal(code, score.Code);
    }

    [Theory]
    [InlineData("fields: [name, address]", """{"name": "Ann", "age": 1, "address": {"city": "Rome"}}""", 1, 2, 2)]
    [InlineData("ignore: [address, tags]", """{"name": "Ann", "age": 41, "address": {"city": "Rome"}}""", 2, 2, 2)]
    [InlineData("tolerance: { absolute: 1 }, ignore: [tags]", """{"name": "Ann", "age": 42, "address": {"city": "Turin"}}""", 3, 3, 3)]
    [InlineData("array_order: ignore, fields: [tags]", """{"tags": ["b", "a"]}""", 1, 1, 1)]
    [InlineData("ignore_case: true, fields: [name]", """{"name": "ANN"}""", 1, 1, 1)]
    public async Task Options_say_which_fields_count_and_when_they_are_the_same(
        string options,
        string response,
        int right,
        int found,
        int wanted
    ) => Assert.Equal(new MatchCounts(right, found, wanted), (await ScoreAsync($"type: json-f1, {options}", response, Wanted)).Matches);

    [Fact]
    public async Task A_key_with_a_dot_is_another_one_than_a_path() =>
        Assert.Equal(new MatchCounts(0, 1, 1), (await ScoreAsync("type: json-f1", """{"a.b": 1}""", """{"a": {"b": 1}}""")).Matches);

    [Theory]
    [InlineData("[1]", "0 json-f1.no-object")]
    [InlineData("null", "0 json-f1.no-object")]
    [InlineData("name: Ann", "0 response.not-json")]
    public async Task What_has_no_fields_has_none_of_the_wanted_ones(string response, string code)
    {
        Assert.Equal(code, await CodeAsync("type: json-f1", response, Wanted));
        Assert.Equal(new MatchCounts(0, 0, 4), (await ScoreAsync("type: json-f1", response, Wanted)).Matches);
    }

    [Fact]
    public async Task Nothing_wanted_and_nothing_there_is_right() =>
        Assert.Equal("1 json-f1.right", await CodeAsync("type: json-f1", """{"a": null}""", "{}"));

    [Theory]
    [InlineData("""{"name": "Bob"}""", "“name” is wrong. It is “Bob”, not “Ann”.")]
    [InlineData("{}", "“name” holds nothing, and should be “Ann”.")]
    [InlineData("""{"name": "Ann", "x": {"y": 1}}""", "“x.y” is 1, and should hold nothing.")]
    public async Task The_reason_names_the_field(string response, string reason) =>
        Assert.Equal(reason, (await ScoreAsync("type: json-f1", response, """{"name": "Ann"}""")).Reason);

    [Fact]
    public void An_expected_answer_without_fields_is_refused() =>
        Assert.Equal(
            "evalsets/t/items.jsonl:1: The grader “right” (json-f1) compares fields, and the expected answer of the item “a” is no object. Write it as {\"name\": \"…\"}.",
            ProblemsOf("type: json-f1", Item("[1]"))
        );

    [Fact]
    public void A_field_that_no_item_expects_is_refused() =>
        Assert.Contains(
            "No item expects a field “zz”",
            GraderBench.ProblemsOf("type: json-f1, fields: [zz]", GraderBench.Item("""{"a": {"b": [1]}}""")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("a.b")]
    [InlineData("a.*")]
    [InlineData("'*.b.0'")]
    public async Task A_field_that_an_item_expects_may_be_named(string field) =>
        Assert.NotNull((await GraderBench.ScoreAsync($"type: json-f1, fields: [{field}]", "{}", """{"a": {"b": [1]}}""")).Value);
}
