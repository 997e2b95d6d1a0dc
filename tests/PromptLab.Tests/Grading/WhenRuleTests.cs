namespace PromptLab.Tests.Grading;

/// <summary>“when” chooses the items that a grader applies to by what they hold.</summary>
public sealed class WhenRuleTests
{
    private static readonly string[] Items =
    [
        """{"id": "a", "input": {"message": "hello", "desk": "front desk"}, "expected": {"kind": "refund", "amount": 40}, "tags": ["long", "a<5"]}""",
        """{"id": "b", "input": {"message": "hi"}, "expected": {"kind": "bug", "amount": "9.50"}}""",
        """{"id": "c", "input": {"message": "hi"}, "expected": {"kind": ["refund", "bug"]}}""",
    ];

    [Theory]
    [InlineData("expected.kind == refund", "a")]
    [InlineData("expected.kind==refund", "a")]
    [InlineData("expected.kind == \"refund\"", "a")]
    [InlineData("expected.kind != refund", "b c")]
    [InlineData("!expected.kind == refund", "b c")]
    [InlineData("desk == front desk", "a")]
    [InlineData("message == hi", "b c")]
    [InlineData("expected.amount > 9.5", "a")]
    [InlineData("expected.amount >= 9.5", "a b")]
    [InlineData("expected.amount == 9.5", "b")]
    [InlineData("expected.amount < 40", "b")]
    [InlineData("expected.amount <= 40.0", "a b")]
    [InlineData("expected.amount != 40", "b")]
    [InlineData("!expected.amount", "c")]
    [InlineData("tag:long", "a")]
    [InlineData("!tag:long", "b c")]
    [InlineData("tag:a<5", "a")]
    public async Task A_condition_tests_a_value_or_a_tag(string when, string applies) =>
        Assert.Equal(applies, await AppliesToAsync($"'{when}'"));

    [Fact]
    public async Task Of_several_conditions_all_must_hold() => Assert.Equal("b", await AppliesToAsync("[message == hi, expected.amount]"));

    // A text is neither above nor below a number.
    [Fact]
    public void A_value_that_is_no_number_is_not_above_or_below_one() =>
        Assert.Equal(
            "evalsets/t/evalset.yaml:5: The grader “right” applies to no item. Mend “when”, or remove the grader.",
            GraderBench.ProblemsOf("type: min-words, value: 0, when: 'expected.kind > 3'", Items)
        );

    [Theory]
    [InlineData("expected.kindd == refund", "No item has the value “expected.kindd”. Did you mean “expected.kind”?")]
    [InlineData("!expected.kindd", "No item has the value “expected.kindd”. Did you mean “expected.kind”?")]
    [InlineData("!desks", "No item has the value “desks”. Did you mean “desk”?")]
    [InlineData("!tag:lon", "No item has the tag “lon”. Did you mean “long”?")]
    public void A_name_that_no_item_has_is_refused_also_where_it_is_turned_round(string when, string problem) =>
        Assert.Equal($"evalsets/t/evalset.yaml:5: {problem}", GraderBench.ProblemsOf($"type: min-words, value: 0, when: '{when}'", Items));

    [Theory]
    [InlineData("expected.kind = refund")]
    [InlineData("expected.kind ==")]
    [InlineData("== refund")]
    [InlineData("!")]
    [InlineData("tag:")]
    public void What_is_no_condition_is_refused_with_an_example(string when) =>
        Assert.Equal(
            $"evalsets/t/evalset.yaml:5: “{when}” is no condition. Write the name of a value (expected.rule), a comparison (expected.kind == refund), or a tag (tag:billing); “!” before it turns it round.",
            GraderBench.ProblemsOf($"type: min-words, value: 0, when: '{when}'", Items)
        );

    private static async Task<string> AppliesToAsync(string when)
    {
        var (graders, items) = GraderBench.Make(
            $"graders:\n  - {{ id: always, type: min-words, value: 0 }}\n  - {{ id: sometimes, type: min-words, value: 0, when: {when} }}\n",
            Items
        );
        var applied = new List<string>();
        foreach (var item in items)
        {
            if ((await GraderBench.GradeAsync(graders, item, "yes")).Verdicts.Any(verdict => verdict.Id == "sometimes"))
                applied.Add(item.Id);
        }

        return string.Join(' ', applied);
    }
}
