using System.Diagnostics;

namespace PromptLab.Tests.Grading;

public sealed class RegexGraderTests
{
    [Theory]
    [InlineData(@"pattern: '^\d{3}$'", " 123\n", "1 regex.match")]
    [InlineData(@"pattern: '^\d{3}$'", "1234", "0 regex.no-match")]
    [InlineData("pattern: bill", "rebilling", "1 regex.match")]
    [InlineData("pattern: BILL", "billing", "0 regex.no-match")]
    [InlineData("pattern: BILL, ignore_case: true", "billing", "1 regex.match")]
    [InlineData(@"pattern: '\S\d', ignore_case: true", "x1", "1 regex.match")] // the pattern's own letters keep their meaning
    [InlineData("pattern: '(?<=about )billing'", "about billing", "1 regex.match")]
    [InlineData(@"pattern: '(\w)\1'", "billing", "1 regex.match")]
    [InlineData("pattern: '.'", "", "0 regex.no-match")]
    public async Task The_pattern_matches_somewhere_in_the_text(string options, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync($"type: regex, {options}", response));

    [Theory]
    [InlineData("'^{expected}$'", "a.c", "1 regex.match")]
    [InlineData("'^{expected}$'", "abc", "0 regex.no-match")]
    [InlineData("'^[{expected}]+$'", "c..a", "1 regex.match")]
    public async Task An_items_value_in_the_pattern_matches_itself_only(string pattern, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync($"type: regex, pattern: {pattern}", response, "\"a.c\""));

    [Theory]
    [InlineData("a-c", "b", "0 regex.no-match")] // no range
    [InlineData("a-c", "-", "1 regex.match")]
    [InlineData("a]b", "]", "1 regex.match")]
    [InlineData("^a", "^", "1 regex.match")]
    [InlineData("^a", "b", "0 regex.no-match")]
    public async Task Between_square_brackets_too(string expected, string response, string code) =>
        Assert.Equal(code, await GraderBench.CodeAsync("type: regex, pattern: '^[{expected}]$'", response, $"\"{expected}\""));

    [Fact]
    public async Task A_match_is_quoted_and_so_is_a_text_without_one()
    {
        Assert.Equal("The pattern matches “12”.", (await GraderBench.ScoreAsync(@"type: regex, pattern: '\d+'", "a 12 b 3")).Reason);
        Assert.Equal("The pattern matches nothing in “abc”.", (await GraderBench.ScoreAsync(@"type: regex, pattern: '\d+'", "abc")).Reason);
    }

    [Theory]
    [InlineData("type: regex")]
    [InlineData("type: not-regex")]
    public async Task A_pattern_that_backtracks_for_ever_ends_undecided(string type)
    {
        var started = Stopwatch.GetTimestamp();
        var score = await GraderBench.ScoreAsync(type + @", pattern: '^(?=(a+)+$)b'", new string('a', 40) + "!");

        Assert.Equal((null, "regex.timeout", "Matching a pattern took longer than a second."), (score.Value, score.Code, score.Reason));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_pattern_without_look_around_needs_no_backtracking() =>
        Assert.Equal("0 regex.no-match", await GraderBench.CodeAsync("type: regex, pattern: '^(a+)+$'", new string('a', 5000) + "!"));

    [Fact]
    public async Task A_response_that_can_not_be_read_is_wrong() =>
        Assert.Equal("0 response.field-missing", await GraderBench.CodeAsync("type: regex, pattern: '.*', field: x", "{}"));

    [Theory]
    [InlineData("type: regex", "evalset.yaml:5: “pattern” is missing. Add “pattern: '^[A-Z]{2}-[0-9]+$'”.")]
    [InlineData(
        "type: regex, pattern: '(a'",
        "evalset.yaml:5: “(a” is no valid pattern: Invalid pattern '(a' at offset 2. Not enough )'s."
    )]
    [InlineData(
        "type: regex, pattern: '[{expected}]'",
        "items.jsonl:1: With the values of the item “a”, the pattern of the grader “right” is “[]”, which is no valid pattern: Invalid pattern '[]' at offset 2. Unterminated [] set."
    )]
    [InlineData(
        "type: regex, pattern: '{custmer}'",
        "items.jsonl:1: “custmer” is missing in the item “a”. The grader “right” (regex) needs one: add it, or give the grader “when: custmer”."
    )]
    public void A_pattern_that_is_none_is_refused_before_anything_is_asked(string grader, string problem) =>
        Assert.Equal("evalsets/t/" + problem, GraderBench.ProblemsOf(grader, GraderBench.Item("\"\"")));

    [Theory]
    [InlineData("(?P<n>yes)", " .NET writes it (?<n>yes).")]
    [InlineData("(?P<a>.)(?P=a)", @" .NET writes it (?<a>.)\k<a>.")]
    [InlineData("(?P<n>ye++s)", " .NET writes (?<n>…) for (?P<n>…).")]
    [InlineData("ye++s", " .NET writes (?>a+) for a++.")]
    [InlineData(@"\Qyes\E", @" .NET has no \Q…\E: put a backslash before each sign that means something.")]
    [InlineData(@"\p{Letter}", @" .NET knows \p{L}, \p{Lu}, \p{N} and blocks such as \p{IsCyrillic}, and no other names.")]
    [InlineData("*yes*", " A pattern is no file mask: write .* for any text.")]
    [InlineData("(yes", "")]
    public void An_invalid_pattern_of_another_dialect_is_told_how_it_is_written(string pattern, string hint)
    {
        var problem = GraderBench.ProblemsOf($"type: regex, pattern: '{pattern}'", GraderBench.Item("\"yes\""));

        Assert.StartsWith($"evalsets/t/evalset.yaml:5: “{pattern}” is no valid pattern: ", problem, StringComparison.Ordinal);
        Assert.True(
            hint.Length == 0 ? !problem.Contains(".NET", StringComparison.Ordinal) : problem.EndsWith(hint, StringComparison.Ordinal),
            problem
        );
    }

    [Theory]
    [InlineData("/yes/i", "yes with “ignore_case: true”, or [/] for a slash.")]
    [InlineData("/^yes$/", "^yes$, or [/] for a slash.")]
    [InlineData("[[:alpha:]]+", @"Write [\p{L}]+.")]
    [InlineData("^[[:digit:].]+$", "Write ^[0-9.]+$.")]
    [InlineData("[[:^space:]]", @"Write [\S].")]
    [InlineData(@"\\d+", @"One backslash is enough here: \d.")]
    [InlineData("r\"yes\"", "Write yes.")]
    public void A_pattern_that_means_something_else_in_dotnet_is_warned_of(string pattern, string end)
    {
        var warning = GraderBench.WarningsOf($"type: regex, pattern: '{pattern}'", GraderBench.Item("\"yes\""));

        Assert.StartsWith("evalsets/t/evalset.yaml:5: “", warning, StringComparison.Ordinal);
        Assert.EndsWith(end, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\\boxed\{")] // LaTeX
    [InlineData(@"\\dfrac")]
    [InlineData("^/home")]
    [InlineData("a/b/c")]
    [InlineData("[:.]")]
    [InlineData("^(?<n>yes|no)$")]
    public void A_pattern_of_dotnet_is_not_warned_of(string pattern) =>
        Assert.Equal("", GraderBench.WarningsOf($"type: regex, pattern: '{pattern}'", GraderBench.Item("\"yes\"")));
}
