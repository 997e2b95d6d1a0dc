namespace PromptLab.Tests.Grading;

public sealed class GraderSetTests
{
    private static readonly string Item = GraderBench.Item("\"billing\"");

    [Fact]
    public void An_unknown_grader_is_refused_at_its_line_with_the_nearest_name() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:6: “eqauls” is no known grader. Did you mean “equals”?",
            GraderBench.Problems(
                """
                graders:
                  - id: right
                    type: eqauls
                    ignore_case: true
                """,
                Item
            )
        );

    [Theory]
    [InlineData("not-label")]
    [InlineData("not-choice")]
    [InlineData("not-max-words")]
    public void A_turned_form_that_makes_no_sense_does_not_exist(string type) =>
        Assert.StartsWith(
            $"evalsets/t/evalset.yaml:5: “{type}” is no known grader.",
            GraderBench.ProblemsOf($"type: {type}", Item),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_unknown_option_is_refused_at_its_line_with_the_nearest_name() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:7: “ignore_cas” is not known in a grader of the type “equals”. Did you mean “ignore_case”?",
            GraderBench.Problems(
                """
                graders:
                  - id: right
                    type: equals
                    ignore_cas: true
                """,
                Item
            )
        );
}
