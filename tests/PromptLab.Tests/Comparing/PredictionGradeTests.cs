using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Running;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class PredictionGradeTests
{
    private static readonly ItemResult[] Before =
    [
        Fail("a-1"),
        Fail("a-2"),
        Pass("a-3"),
        Fail("b-1"),
        Pass("b-2"),
        Pass("b-3"),
        Error("c-1"),
    ];
    private static readonly ItemResult[] After =
    [
        Pass("a-1"),
        Fail("a-2"),
        Pass("a-3"),
        Pass("b-1"),
        Fail("b-2"),
        Fail("b-3"),
        Pass("c-1"),
    ];

    [Fact]
    public void What_was_predicted_and_what_was_not_are_told_apart()
    {
        var grade = Grade(["a-*"], ["b-2"])!;

        Assert.Equal(["a-1"], grade.Fixed);
        Assert.Equal(["a-2"], grade.NotFixed); // a-3 had passed before: nothing was to be fixed
        Assert.Equal(["b-1"], grade.FixedUnforeseen);
        Assert.Equal(["b-2"], grade.BrokenAsFeared);
        Assert.Equal(["b-3"], grade.BrokenUnforeseen);
        Assert.Equal(2, grade.Predicted);
    }

    [Fact]
    public void Items_are_meant_by_tag_and_by_the_reason_for_which_they_failed_before()
    {
        Assert.Equal(["a-1", "b-1"], Grade(["tag:abstain"], null)!.Fixed);
        Assert.Equal(["a-1", "b-1"], Grade(["code:equals.different"], null)!.Fixed);
        Assert.Empty(Grade(["code:json.invalid", "tag:other"], null)!.Fixed);
    }

    [Fact]
    public void A_fear_alone_is_a_prediction_too()
    {
        var grade = Grade(null, ["*"])!;

        Assert.Equal((0, 2, 2), (grade.Predicted, grade.BrokenAsFeared.Count, grade.FixedUnforeseen.Count));
    }

    [Fact]
    public void Without_a_prediction_and_against_another_than_the_parent_there_is_no_grade()
    {
        Assert.Null(Grade(null, null));
        Assert.Null(PredictionGrade.Of(Compared(), SomeRuns.Of("p@v1"), Candidate(["a-*"], null)));
    }

    private static PredictionGrade? Grade(IReadOnlyList<string>? fixes, IReadOnlyList<string>? mightBreak) =>
        PredictionGrade.Of(Compared(), SomeRuns.Of("p@v2"), Candidate(fixes, mightBreak));

    private static RunComparison Compared() => RunComparison.Between(Run("p@v2", Before), Run("p@v3", After));

    private static RunRecord Candidate(IReadOnlyList<string>? fixes, IReadOnlyList<string>? mightBreak)
    {
        var run = SomeRuns.Of("p@v3");
        return run with { Prompt = run.Prompt with { Parent = "v2", PredictedFixes = fixes, MightBreak = mightBreak } };
    }
}
