using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Grading.Structure;

public sealed class ListEqualsGraderTests
{
    [Theory]
    [InlineData("[\"C\", \"F\", \"A\"]", "1 list-equals.same")]
    [InlineData("C, F, A", "1 list-equals.same")]
    [InlineData("F, C, A", "0 list-equals.partly")]
    [InlineData("F, A, C", "0 list-equals.different")]
    [InlineData("C, F", "0 list-equals.length")]
    [InlineData("C, F, A, B", "0 list-equals.length")]
    [InlineData("{\"a\": 1}", "0 list-equals.no-list")]
    public async Task The_places_of_a_list_are_compared(string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: list-equals", response, "[\"C\", \"F\", \"A\"]"));

    [Theory]
    [InlineData("share", "C, A, A", 2.0 / 3)]
    [InlineData("any", "F, F, B", 1)]
    [InlineData("any", "B, B, B", 0)]
    [InlineData("[0, 1, 3, 6]", "C, F, B", 0.5)]
    [InlineData("[0, 1, 3, 6]", "C, F, A", 1)]
    [InlineData("[0, 1, 3, 6]", "C, F", 0)]
    public async Task Credit_says_what_right_places_are_worth(string credit, string response, double score) =>
        Assert.Equal(
            score,
            (await GraderBench.ScoreAsync($"type: list-equals, credit: {credit}", response, "[\"C\", \"F\", \"A\"]")).Value!.Value,
            12
        );

    // Physics in gaokao-gpt4: 6 points for all letters, 3 for an incomplete set without a wrong one, else none.
    [Theory]
    [InlineData("[\"A\", \"C\"]", "A, C", 1)]
    [InlineData("[\"A\", \"C\"]", "C, A", 1)]
    [InlineData("[\"A\", \"C\"]", "C", 0.5)]
    [InlineData("[\"A\", \"C\"]", "A, B", 0)]
    [InlineData("[\"A\", \"C\"]", "A, B, C", 0)]
    [InlineData("[\"A\", \"C\"]", "B", 0)]
    public async Task A_set_that_is_incomplete_and_not_wrong_has_its_points(string expected, string response, double score) =>
        Assert.Equal(
            score,
            (await GraderBench.ScoreAsync("type: set-equals, credit: { all: 6, incomplete: 3 }", response, expected)).Value
        );

    // Of A, B and C two are wanted: 1 right of A, B, C; naming every letter earns no points.
    [Theory]
    [InlineData("share", "A, B", 1.0 / 3)]
    [InlineData("[0, 3, 6]", "A, B, C, D", 0)]
    [InlineData("[0, 3, 6]", "C", 0.5)]
    public async Task Elements_besides_the_wanted_ones_count_against_a_set(string credit, string response, double score) =>
        Assert.Equal(
            score,
            (await GraderBench.ScoreAsync($"type: set-equals, credit: {credit}", response, "[\"A\", \"C\"]")).Value!.Value,
            12
        );

    [Theory]
    [InlineData("credit: most", "“credit” can't be “most”; it takes all, any, share.")]
    [InlineData("credit: [0]", "“credit” takes all, any, share, the points for 0, 1, 2 … right elements")]
    [InlineData("credit: { incomplete: 3 }", "A table of points says what all elements are worth: { all: 6, incomplete: 3 }.")]
    [InlineData("credit: { all: 3, incomplete: 6 }", "An incomplete list is worth more than a whole one. Swap the points.")]
    [InlineData("credit: { all: 3, some: 1 }", "“some” is not known in “credit”.")]
    public void A_credit_that_can_not_be_right_is_refused(string credit, string problem) =>
        Assert.Contains(
            problem,
            GraderBench.ProblemsOf($"type: list-equals, {credit}", GraderBench.Item("[\"A\"]")),
            StringComparison.Ordinal
        );

    // Five letters of each passage, each worth the item's points: 208 of 260, as published.
    [Fact]
    public async Task Places_of_a_cloze_test_give_the_published_points()
    {
        using var bench = new TestBench();
        var folder = SharedFiles.Require("data/gaokao-gpt4/2012-2022_English_Cloze_Test");
        bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        bench.Write(
            "evalsets/cloze/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: cloze
            data: items.jsonl
            columns: { weight: score, response: output }
            ignore: [subject, question_type, year, upstream_answer]
            graders:
              - id: places
                type: list-equals
                credit: share
                extract: [{ regex: '[A-G]', join: ',' }]

            """
        );
        bench.Write("evalsets/cloze/items.jsonl", await File.ReadAllTextAsync(Path.Combine(folder, "items.jsonl"), Token));
        bench.Write("responses.jsonl", await File.ReadAllTextAsync(Path.Combine(folder, "outputs.gpt-4-0314.jsonl"), Token));

        var result = await bench.RunAsync("grade", "--evalset", "cloze", "--responses", "responses.jsonl", "--json");

        Assert.True(result.Exit == 0, result.Error);
        var summary = System.Text.Json.Nodes.JsonNode.Parse(result.Out)!["runs"]![0]!["summary"]!;
        Assert.Equal(0.8, (double)summary["score_mean"]!, 4);
        Assert.Equal(104, (int)summary["graders"]![0]!["micro"]!["matches"]!["right"]!);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("[0, 2, 1]")]
    [InlineData("[1, 2]")]
    [InlineData("[0, 0]")]
    public void Points_that_fall_or_reward_nothing_are_refused(string credit) =>
        Assert.Contains(
            "which begin with 0 and never fall",
            GraderBench.ProblemsOf($"type: set-equals, credit: {credit}", GraderBench.Item("[\"A\"]")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_whole_list_has_all_points_also_an_empty_one() =>
        Assert.Equal(1, (await GraderBench.ScoreAsync("type: set-equals, credit: [0, 1]", "[]", "[]")).Value);

    [Theory]
    [InlineData("[1, 5]", "1.0, 5", 1)]
    [InlineData("[1, 5]", "5\n1e0", 1)]
    [InlineData("[\"1.0\", \"5\"]", "1, 5", 0)]
    [InlineData("[\"2024\", \"2025\"]", "2024. \n2025. ", 1)]
    public async Task Numbers_in_a_text_are_numbers_where_numbers_are_wanted(string expected, string response, double score) =>
        Assert.Equal(score, (await GraderBench.ScoreAsync("type: set-equals", response, expected)).Value);
}
