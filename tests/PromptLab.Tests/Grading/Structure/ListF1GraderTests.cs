using System.Text.Json.Nodes;
using PromptLab.Grading;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading.Structure;

public sealed class ListF1GraderTests
{
    // Wanted a, b, c, d; found x, a, b: precision 2/3, recall 2/4, F1 2 · 2 / (3 + 4), the first right one has rank 2.
    [Fact]
    public async Task The_figures_are_those_worked_by_hand()
    {
        var score = await ScoreAsync("type: list-f1", """["x", "a", "b"]""", """["a", "b", "c", "d"]""");

        Assert.Equal(4.0 / 7, score.Value!.Value, 12);
        Assert.Equal("list-f1.partial", score.Code);
        Assert.Equal(new MatchCounts(2, 3, 4), score.Matches);
        Assert.Equal(2.0 / 3, score.Metrics!["precision"], 12);
        Assert.Equal(0.5, score.Metrics["recall"], 12);
        Assert.Equal(4.0 / 7, score.Metrics["f1"], 12);
        Assert.Equal(0.5, score.Metrics["reciprocal-rank"], 12);
    }

    [Theory]
    [InlineData("f1", "x, a", 2.0 / 3)] // one right of two found and one wanted: 2 · 1 / 3
    [InlineData("precision", "x, a", 0.5)]
    [InlineData("recall", "x, a", 1)]
    [InlineData("reciprocal-rank", "x, a", 0.5)]
    [InlineData("reciprocal-rank", "x, y, z, a", 0.25)]
    [InlineData("reciprocal-rank", "x, y", 0)]
    public async Task The_score_is_the_chosen_figure(string score, string response, double value) =>
        Assert.Equal(value, (await ScoreAsync($"type: list-f1, score: {score}", response, """["a"]""")).Value!.Value, 12);

    [Theory]
    [InlineData("[]", "[]", 1, "list-f1.same")]
    [InlineData("[]", """["a"]""", 0, "list-f1.none")]
    [InlineData("""["a"]""", "[]", 0, "list-f1.none")]
    [InlineData("""["a", "b"]""", """["a"]""", 2.0 / 3, "list-f1.extra")]
    [InlineData("""["a"]""", """["a", "b"]""", 2.0 / 3, "list-f1.missing")]
    [InlineData("""["a", "a"]""", """["a", "b"]""", 0.5, "list-f1.partial")] // a counts once
    [InlineData("{}", """["a"]""", 0, "list-f1.no-list")]
    public async Task Empty_repeated_and_unreadable_lists_have_their_score(string response, string expected, double value, string code)
    {
        var score = await ScoreAsync("type: list-f1", response, expected);

        Assert.Equal(value, score.Value!.Value, 12);
        Assert.Equal(code, score.Code);
    }

    // Else it would drop out of the averages.
    [Theory]
    [InlineData("{}")]
    [InlineData("nothing to extract")]
    public async Task A_response_that_can_not_be_read_has_none_of_the_wanted_elements(string response)
    {
        var score = await ScoreAsync("type: list-f1, extract: { regex: '^\\{.*|^\\[.*' }", response, """["a", "b"]""");

        Assert.Equal(0, score.Value);
        Assert.Equal(new MatchCounts(0, 0, 2), score.Matches);
        Assert.Equal(4, score.Metrics!.Count);
        Assert.All(score.Metrics.Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Keys_that_are_not_compared_make_no_difference()
    {
        const string wanted =
            """[{"type": "CITY", "text": "Turin", "start": 4, "end": 9}, {"type": "DATE", "text": "May", "start": 1, "end": 3}]""";
        const string found = """[{"text": "Turin", "type": "CITY"}, {"type": "CITY", "text": "May"}, {"type": "DATE"}, "May"]""";

        var score = await ScoreAsync("type: list-f1, compare: [type, text]", found, wanted);

        Assert.Equal(new MatchCounts(1, 4, 2), score.Matches);
    }

    [Theory]
    [InlineData("snips-slots/GetWeather.jsonl", "field: slots, compare: [slot, text], value: '{expected.slots}'")]
    [InlineData("snips-slots/AddToPlaylist.jsonl", "field: slots, value: '{expected.slots}'")]
    [InlineData("snips-slots/SearchCreativeWork.jsonl", "field: slots, compare: [slot, text], value: '{expected.slots}'")]
    [InlineData("pii-presidio/items.jsonl", "compare: [type, text]")]
    public async Task A_data_set_scores_1_against_itself_and_less_where_an_element_is_damaged(string file, string options)
    {
        var lines = File.ReadAllLines(SharedFiles.Require($"data/{file}"));
        var expected = lines.Select(line => JsonNode.Parse(line)!["expected"]!).ToList();
        var (graders, items) = Make(
            One($"type: list-f1, {options}"),
            [.. expected.Select((answer, i) => Item(answer.ToJsonString(), FormattableString.Invariant($"i{i}")))]
        );
        var counts = new MatchCounts(0, 0, 0);
        for (var i = 0; i < items.Count; i++)
        {
            var right = (await GradeAsync(graders, items[i], expected[i].ToJsonString())).Verdicts[0].Score;
            Assert.Equal((1.0, "list-f1.same"), (right.Value, right.Code));
            var (damaged, size) = WithoutTheFirst(expected[i]);
            var score = (await GradeAsync(graders, items[i], damaged.ToJsonString())).Verdicts[0].Score;
            counts = new MatchCounts(
                counts.Right + score.Matches!.Right,
                counts.Found + score.Matches.Found,
                counts.Wanted + score.Matches.Wanted
            );
            // One of n is missing: 2 (n − 1) / (n − 1 + n); an item without any stays right.
            Assert.Equal(size == 0 ? 1 : 2.0 * (size - 1) / ((2 * size) - 1), score.Value!.Value, 12);
        }

        var elements = expected.Sum(answer => ListOf(answer).Count);
        var damagedItems = expected.Count(answer => ListOf(answer).Count > 0);
        Assert.Equal(new MatchCounts(elements - damagedItems, elements - damagedItems, elements), counts);
    }

    private static JsonArray ListOf(JsonNode answer) => (answer as JsonArray ?? answer["slots"] as JsonArray)!;

    private static (JsonNode Answer, int Size) WithoutTheFirst(JsonNode answer)
    {
        var copy = answer.DeepClone();
        var list = ListOf(copy);
        var size = list.Count;
        if (size > 0)
            list.RemoveAt(0);
        return (copy, size);
    }
}
