using PromptLab.Grading;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading;

/// <summary>How the scores of graders become the item's.</summary>
public sealed class ItemScoreTests
{
    private const string Two = """
        graders:
          - { id: has_a, type: contains, value: a, weight: 1 }
          - { id: has_b, type: contains, value: b, weight: 3 }
        """;

    [Theory]
    [InlineData("a", 0.25)]
    [InlineData("b", 0.75)]
    [InlineData("a b", 1)]
    [InlineData("c", 0)]
    public async Task The_mean_weighs_graders(string response, double score) =>
        Assert.Equal(score, (await GradedAsync(Two, response)).Score);

    [Theory]
    [InlineData("score: { item: min }", "b", 0)]
    [InlineData("score: { item: min }", "a b", 1)]
    [InlineData("score: { item: all-pass }", "b", 0)]
    [InlineData("score: { item: all-pass }", "a b", 1)]
    public async Task The_smallest_and_all_or_nothing_are_other_ways(string rule, string response, double score) =>
        Assert.Equal(score, (await GradedAsync($"{Two}\n{rule}", response)).Score);

    [Theory]
    [InlineData("", "b", ItemStatus.Fail)]
    [InlineData("score: { pass: '>= 0.75' }", "b", ItemStatus.Pass)]
    [InlineData("score: { pass: 0.76 }", "b", ItemStatus.Fail)]
    public async Task An_item_passes_from_the_mark_on_which_is_one_unless_said_otherwise(string rule, string response, ItemStatus status) =>
        Assert.Equal(status, (await GradedAsync($"{Two}\n{rule}", response)).Status);

    [Fact]
    public async Task A_must_pass_grader_fails_the_item_whatever_the_score_is()
    {
        var grade = await GradedAsync(Two + "\n  - { id: short, type: max-words, value: 1, weight: 0, must_pass: true }", "a b");

        Assert.Equal((ItemStatus.Fail, 1.0), (grade.Status, grade.Score));
    }

    [Fact]
    public async Task A_grader_of_weight_zero_is_reported_and_not_scored()
    {
        var grade = await GradedAsync(Two + "\n  - { id: short, type: max-words, value: 1, weight: 0 }", "a b");

        Assert.Equal((ItemStatus.Pass, 1.0, false), (grade.Status, grade.Score, grade.Verdicts[2].Pass));
    }

    [Fact]
    public async Task A_grader_that_does_not_apply_leaves_the_mean_with_its_weight()
    {
        var (graders, items) = Make(
            Two + "\n  - { id: rule, type: equals, value: '{expected.rule}', when: expected.rule, weight: 10 }",
            Item("""{"other": "x"}"""),
            Item("""{"rule": "a"}""", "b")
        );

        Assert.Equal(0.25, (await GradeAsync(graders, items[0], "a")).Score);
        Assert.Equal(11 / 14d, (await GradeAsync(graders, items[1], "a")).Score!.Value, 1e-12);
    }

    [Fact]
    public async Task A_grader_that_counts_and_could_not_decide_leaves_the_item_undecided_and_one_that_does_not_count_leaves_it_alone()
    {
        const string Endless = "- { id: slow, type: regex, pattern: '^(?=(a+)+$)b', weight: ";
        var response = new string('a', 40) + "!";

        var counting = await GradedAsync($"{Two}\n  {Endless}1 }}", response);
        var beside = await GradedAsync($"{Two}\n  {Endless}0 }}", response);

        Assert.Equal((ItemStatus.Undecided, null), (counting.Status, counting.Score));
        Assert.Equal(("regex.timeout", null), (counting.Verdicts[2].Score.Code, counting.Verdicts[2].Pass));
        Assert.Equal((ItemStatus.Fail, 0.25), (beside.Status, beside.Score));
    }

    [Theory]
    [InlineData("when: 'tag:long'", true, false)]
    [InlineData("when: '!tag:long'", false, true)]
    [InlineData("when: expected", true, false)]
    [InlineData("when: '!expected'", false, true)]
    [InlineData("when: desk", false, true)]
    public async Task When_chooses_the_items_that_a_grader_applies_to(string when, bool first, bool second)
    {
        var (graders, items) = Make(
            $"graders:\n  - {{ id: always, type: min-words, value: 0 }}\n  - {{ id: sometimes, type: min-words, value: 0, {when} }}\n",
            """{"id": "a", "tags": ["long"], "input": {"message": "x"}, "expected": "y"}""",
            """{"id": "b", "input": {"message": "x", "desk": "z"}}"""
        );

        Assert.Equal(
            (first, second),
            ((await GradeAsync(graders, items[0], "r")).Verdicts.Count == 2, (await GradeAsync(graders, items[1], "r")).Verdicts.Count == 2)
        );
    }

    [Theory]
    [InlineData("type: contains, value: 'is {expected}.'", "It is (a+b)*.", "\"(a+b)*\"", "1 contains.found")]
    [InlineData("type: regex, pattern: '^{expected}$'", "(a+b)*", "\"(a+b)*\"", "1 regex.match")]
    [InlineData("type: regex, pattern: '^{expected}$'", "aab", "\"(a+b)*\"", "0 regex.no-match")]
    [InlineData("type: equals, value: '{expected.rule} of {message}'", "R1 of hello", """{"rule": "R1"}""", "1 equals.same")]
    [InlineData("type: equals, value: '{expected}'", "{message}", "\"{message}\"", "1 equals.same")]
    public async Task Values_of_an_item_are_put_in_as_literal_text_once(string grader, string response, string expected, string code) =>
        Assert.Equal(code, await CodeAsync(grader, response, expected));

    private static async Task<ItemGrade> GradedAsync(string graders, string response)
    {
        var (made, items) = Make(graders, Item("\"x\""));
        return await GradeAsync(made, items[0], response);
    }
}
