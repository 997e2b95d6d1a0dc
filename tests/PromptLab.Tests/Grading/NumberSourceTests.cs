using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

/// <summary>A number among a grader's options may be an item's field.</summary>
public sealed class NumberSourceTests
{
    private static readonly string[] Items =
    [
        """{"id": "a", "input": {"message": "hello"}, "expected": {"n": 2, "sum": 100, "within": 1, "points": 3}}""",
        """{"id": "b", "input": {"message": "hi"}, "expected": {"n": "4", "sum": 100, "within": 5, "points": 1}}""",
    ];

    [Theory]
    [InlineData("type: max-words, value: '{expected.n}'", "one two three", "fail pass")]
    [InlineData("type: count, what: words, max: '{expected.n}'", "one two three", "fail pass")]
    [InlineData("type: count, what: words, exact: '{expected.n}'", "one two", "pass fail")]
    [InlineData("type: min-words, value: '{expected.n}'", "one two three", "pass fail")]
    [InlineData("type: max-chars, value: '{expected.n}'", "one", "fail pass")]
    [InlineData("type: number, value: '{expected.sum}', tolerance: { absolute: '{expected.within}' }", "103", "fail pass")]
    [InlineData("type: number, value: '{expected.sum}', tolerance: { relative: 0.05 }", "103", "pass pass")]
    [InlineData(
        "type: json-equals, root: v, value: '{expected.sum}', tolerance: { absolute: '{expected.within}' }",
        "{\"v\": 103}",
        "fail pass"
    )]
    [InlineData("type: math, value: '{expected.sum}', tolerance: { absolute: '{expected.within}' }", "103", "fail pass")]
    [InlineData("type: xml, xpath: //b, count: '{expected.n}'", "<a><b/><b/></a>", "pass fail")]
    public async Task A_limit_is_that_of_the_item(string grader, string response, string statuses)
    {
        var (graders, items) = GraderBench.Make(GraderBench.One(grader), Items);
        var grades = new List<ItemGrade>();
        foreach (var item in items)
            grades.Add(await GraderBench.GradeAsync(graders, item, response));

        Assert.Equal(statuses, string.Join(' ', grades.Select(grade => grade.Status.ToString().ToLowerInvariant())));
    }

    // 3 of 3 + 1 points for the first grader in item a, 1 of 1 + 1 in item b.
    [Fact]
    public async Task The_weight_of_a_grader_is_that_of_the_item()
    {
        var (graders, items) = GraderBench.Make(
            "graders:\n  - { id: long, type: min-words, value: 1, weight: '{expected.points}' }\n  - { id: short, type: max-words, value: 1 }\n",
            Items
        );

        Assert.Equal(0.75, (await GraderBench.GradeAsync(graders, items[0], "two words")).Score);
        Assert.Equal(0.5, (await GraderBench.GradeAsync(graders, items[1], "two words")).Score);
    }

    [Theory]
    [InlineData(
        "value: '{expected.m}'",
        "items.jsonl:1: “expected.m” is missing in the item “a”. The grader “right” (max-words) needs one: add it, or give the grader “when: expected.m”."
    )]
    [InlineData(
        "value: '{message}'",
        "items.jsonl:1: “value” of the grader “right” is {message}, which is “hello” in the item “a”. It takes a whole number from 0."
    )]
    [InlineData("value: few", "evalset.yaml:5: “value” takes a whole number from 0, or an item's field such as '{expected.n}', not “few”.")]
    [InlineData(
        "value: 1, pass: '{expected.sum}'",
        "items.jsonl:1: “pass” of the grader “right” is {expected.sum}, which is “100” in the item “a”. It takes a number from 0 to 1."
    )]
    public void What_is_no_such_number_is_refused_at_its_line(string options, string problem) =>
        Assert.StartsWith($"evalsets/t/{problem}", GraderBench.ProblemsOf($"type: max-words, {options}", Items), StringComparison.Ordinal);
}
