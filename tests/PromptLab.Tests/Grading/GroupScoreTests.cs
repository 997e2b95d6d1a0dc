using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

/// <summary>Groups of graders have a score of their own, and may count in place of their graders.</summary>
public sealed class GroupScoreTests
{
    private const string Graders = """
        graders:
          - { id: has-a, type: contains, value: a, group: facts }
          - { id: has-b, type: contains, value: b, group: facts, weight: 3 }
          - { id: has-c, type: contains, value: c, group: facts }
          - { id: short, type: max-chars, value: 3, group: form }

        """;

    private static readonly string Item = GraderBench.Item("\"x\"");

    [Fact]
    public async Task A_group_that_graders_name_has_the_weighted_mean_of_their_scores_and_counts_nothing_itself()
    {
        var grade = await GradeAsync("", "ab");

        // 1 + 3 of 5 for the facts; 1 + 3 + 1 of 6 for the item.
        Assert.Equal((0.8, "group.partly", false, 0), VerdictOf(grade, "facts"));
        Assert.Equal((1, "group.passed", true, 0), VerdictOf(grade, "form"));
        Assert.Equal(5.0 / 6, grade.Score!.Value, 12);
        Assert.Equal("2 of 3 graders pass, not has-c.", grade.Verdicts.Single(verdict => verdict.Id == "facts").Score.Reason);
    }

    [Theory]
    [InlineData("credit: all", "abc", 1)]
    [InlineData("credit: all", "ab", 0)]
    [InlineData("credit: any", "c", 1)]
    [InlineData("credit: any", "x", 0)]
    [InlineData("credit: share", "b", 0.6)]
    [InlineData("credit: [0, 1, 3, 6]", "x", 0)]
    [InlineData("credit: [0, 1, 3, 6]", "b", 1.0 / 6)]
    [InlineData("credit: [0, 1, 3, 6]", "bc", 0.5)]
    [InlineData("credit: [0, 1, 3, 6]", "abc", 1)]
    public async Task Credit_says_how_the_score_of_a_group_comes_from_its_graders(string credit, string response, double score) =>
        Assert.Equal(
            score,
            VerdictOf(await GradeAsync($"groups:\n  - {{ id: facts, {credit} }}\n  - {{ id: form }}\n", response), "facts").Score!.Value,
            12
        );

    [Fact]
    public async Task A_group_with_full_credit_is_right_though_some_of_its_graders_fail() =>
        Assert.Equal(
            (1, "group.passed", true, 0),
            VerdictOf(await GradeAsync("groups:\n  - { id: facts, credit: any }\n  - { id: form }\n", "c"), "facts")
        );

    // The facts count 3, the form 1: (3 · 0 + 1 · 1) / 4.
    [Fact]
    public async Task A_group_with_a_weight_counts_in_place_of_its_graders()
    {
        var grade = await GradeAsync("groups:\n  - { id: facts, credit: all, weight: 3 }\n  - { id: form }\n", "ab");

        Assert.Equal(0.25, grade.Score);
        Assert.Equal((0, "group.partly", false, 3), VerdictOf(grade, "facts"));
    }

    [Fact]
    public async Task A_group_passes_from_its_own_mark_on() =>
        Assert.True(
            (await GradeAsync("groups:\n  - { id: facts, pass: 0.8 }\n  - { id: form }\n", "ab"))
                .Verdicts.Single(one => one.Id == "facts")
                .Pass
        );

    [Theory]
    [InlineData("share", "Undecided")]
    [InlineData("all", "Undecided")]
    [InlineData("any", "Pass")]
    public async Task An_undecided_grader_leaves_its_group_undecided_unless_the_others_settle_it(string credit, string status)
    {
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(_ => Score.Undecided("host.open", "Can't tell.")),
            $"groups:\n  - {{ id: both, credit: {credit}, weight: 1 }}\ngraders:\n  - {{ id: open, type: host, group: both }}\n  - {{ id: said, type: contains, value: yes, group: both }}\n",
            Item
        );

        Assert.Equal(status, (await GraderBench.GradeAsync(graders, items[0], "yes")).Status.ToString());
    }

    [Fact]
    public async Task A_group_of_which_no_grader_applies_has_no_verdict()
    {
        var (graders, items) = GraderBench.Make(
            "graders:\n  - { id: always, type: contains, value: a }\n  - { id: sometimes, type: contains, value: a, group: g, when: expected.k }\n",
            GraderBench.Item("""{"k": 1}"""),
            GraderBench.Item("""{"j": 1}""", "b")
        );

        Assert.Equal(["always"], (await GraderBench.GradeAsync(graders, items[1], "a")).Verdicts.Select(verdict => verdict.Id));
    }

    [Theory]
    [InlineData("groups:\n  - { id: fact }\n", "5: No grader is in the group “fact”. Give one “group: fact”, or remove the group.")]
    [InlineData("groups:\n  - { id: facts }\n", "10: There is no group “form” under “groups”.")]
    [InlineData("groups:\n  - { id: facts, credit: most }\n  - { id: form }\n", "5: “credit” can't be “most”; it takes share, all, any.")]
    [InlineData(
        "groups:\n  - { id: facts, credit: [0, 1] }\n  - { id: form }\n",
        "5: The group “facts” has points for 0 to 1 passed graders, and 3 of them apply to the item “a” (evalsets/t/items.jsonl:1). Give 4 points, or a “when” to the graders."
    )]
    [InlineData("groups:\n  - { id: facts, credit: [0, 0] }\n  - { id: form }\n", "5: “credit” takes share, all, any, or the points")]
    [InlineData("groups:\n  - { id: facts }\n  - { id: facts }\n  - { id: form }\n", "6: The id “facts” is taken by another group")]
    public void A_group_that_can_not_be_right_is_refused_at_its_line(string groups, string problem) =>
        Assert.Contains($"evalsets/t/evalset.yaml:{problem}", GraderBench.Problems(groups + Graders, Item), StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_key_is_told_where_it_stands_and_not_at_the_group_that_lacks_its_grader() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:7: “grup” is not known in a grader. Did you mean “group”?",
            GraderBench.Problems("groups:\n  - { id: form }\ngraders:\n  - { id: short, type: max-chars, value: 3, grup: form }\n", Item)
        );

    [Fact]
    public void A_grader_and_a_group_can_not_have_one_name() =>
        Assert.StartsWith(
            "evalsets/t/evalset.yaml:5: The id “facts” is that of a group of graders",
            GraderBench.Problems("graders:\n  - { id: facts, type: equals, group: facts }\n", Item),
            StringComparison.Ordinal
        );

    [Fact]
    public void Another_credit_is_another_hash()
    {
        var (share, _) = GraderBench.Make("groups:\n  - { id: facts }\n  - { id: form }\n" + Graders, Item);
        var (all, _) = GraderBench.Make("groups:\n  - { id: facts, credit: all }\n  - { id: form }\n" + Graders, Item);

        Assert.NotEqual(share.Hash, all.Hash);
    }

    private static async Task<ItemGrade> GradeAsync(string groups, string response)
    {
        var (graders, items) = GraderBench.Make(groups + Graders, Item);
        return await GraderBench.GradeAsync(graders, items[0], response);
    }

    private static (double? Score, string Code, bool? Pass, double Weight) VerdictOf(ItemGrade grade, string id) =>
        grade.Verdicts.Single(verdict => verdict.Id == id) is var verdict
            ? (verdict.Score.Value, verdict.Score.Code, verdict.Pass, verdict.Weight)
            : default;
}
