using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

/// <summary>Which graders judge at once, so that a response need not be on disk before.</summary>
public sealed class ImmediateGraderTests
{
    // A schema's patterns may backtrack, calls are paired with the wanted ones, and a program of the user's takes as long as it likes.
    private static readonly string[] Others = ["json-schema", "function-call", "tool-calls", "exec"];

    public static TheoryData<string> BuiltIn => [.. GraderCatalog.BuiltIn.Names.Except(Others)];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_built_in_grader_is_immediate(string type) => Assert.True(IsImmediate($"type: {type}, {GraderBench.LeastOptions(type)}"));

    [Fact]
    public void Graders_whose_work_is_not_in_proportion_to_the_response_are_not() =>
        Assert.All(Others, type => Assert.False(IsImmediate($"type: {type}, {GraderBench.LeastOptions(type)}")));

    [Theory]
    [InlineData(@"type: regex, pattern: '^\d+$'", true)] // in linear time
    [InlineData(@"type: regex, pattern: '(?=\d)\d+'", false)] // look-around backtracks, for a second at most
    [InlineData(@"type: regex, pattern: '(\w+)\s+\1'", false)] // and so do back-references
    [InlineData(@"type: not-regex, pattern: '(\w+)\s+\1'", false)]
    [InlineData("type: regex, pattern: '{expected}'", true)] // item data is escaped: it can't look around
    [InlineData("type: equals, extract: [last-number, code-fence, { tag: a }, { after: x }, { until: x }, { remove: x }]", true)]
    [InlineData(@"type: equals, extract: { regex: '(\d+)' }", true)]
    [InlineData(@"type: equals, extract: [{ regex: '(?<=x)\d+' }, last-number]", false)]
    [InlineData(@"type: json-field, field: a, equals: x, extract: { regex: '(?<=x)\d+' }", false)]
    public void A_pattern_that_can_backtrack_is_not(string grader, bool isImmediate) => Assert.Equal(isImmediate, IsImmediate(grader));

    [Fact]
    public void A_schema_is_not_since_its_patterns_can_backtrack() =>
        Assert.False(
            GraderBench
                .MakeWith(
                    new Dictionary<string, string> { ["s.json"] = "{}" },
                    GraderBench.One("type: is-json, schema: s.json"),
                    GraderBench.Item("\"5\"")
                )
                .IsImmediateFor("yes")
        );

    [Fact]
    public void A_hosts_grader_is_not_unless_it_says_so_and_a_set_is_where_all_are()
    {
        var catalog = HostGrader.Catalog(_ => Score.Of(1, "host.good", "Good."));

        Assert.True(Make(catalog, "graders: [{ id: a, type: equals }, { id: b, type: is-json }]\n"));
        Assert.False(Make(catalog, "graders: [{ id: a, type: equals }, { id: b, type: host }]\n"));
    }

    private static bool IsImmediate(string grader) => Make(GraderCatalog.BuiltIn, GraderBench.One(grader));

    private static bool Make(GraderCatalog catalog, string graders) =>
        GraderBench.Make(catalog, graders, GraderBench.Item("\"5\"")).Graders.IsImmediateFor("yes");
}
