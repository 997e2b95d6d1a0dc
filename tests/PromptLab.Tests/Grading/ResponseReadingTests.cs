using System.Globalization;

namespace PromptLab.Tests.Grading;

public sealed class ResponseReadingTests
{
    [Theory]
    [InlineData("a", "x")]
    [InlineData("b.c", "y")]
    [InlineData("b.list.1", "3.50")] // as it was written
    [InlineData("b.yes", "true")]
    [InlineData("b.map", "{\"k\":1,\"z\":[]}")]
    public async Task A_field_is_read_as_its_text_or_as_JSON_in_one_form(string field, string value)
    {
        const string response = """{"a": "x", "b": {"c": "y", "list": [1, 3.50], "yes": true, "map": {"z": [], "k": 1}}}""";

        Assert.Equal("1 equals.same", await GraderBench.CodeAsync($"type: equals, field: {field}, value: '{value}'", response));
    }

    [Fact]
    public async Task What_can_not_be_read_is_said_in_the_reason()
    {
        Assert.Equal(
            "The response is not JSON, so it has no field “a”: “words”",
            (await GraderBench.ScoreAsync("type: equals, field: a", "words")).Reason
        );
        Assert.Equal("The response has no field “a”.", (await GraderBench.ScoreAsync("type: equals, field: a", """{"a": null}""")).Reason);
        Assert.Equal(
            "Nothing to extract was found: the tag <answer>.",
            (await GraderBench.ScoreAsync("type: equals, extract: { tag: answer }", "words")).Reason
        );
        Assert.Equal(
            "Nothing to extract was found: the phrase “So:”.",
            (await GraderBench.ScoreAsync("type: equals, extract: { after: 'So:' }", "words")).Reason
        );
    }

    [Theory]
    [InlineData("last-number", "First 3, then 4.", "4")]
    [InlineData("last-number", "It is $1,249.00.", "1,249.00")]
    [InlineData("last-number", "It is 42 as of 24.11.2026", "42")]
    [InlineData("code-fence", "a\n```py\none\n```\nb\n```\ntwo\n\nlines\n```\nc", "two\n\nlines")]
    [InlineData("code-fence", "a\r\n```json\r\n{}\r\n```\r\nb", "{}")]
    [InlineData("code-fence", "~~~\n```\n~~~", "```")]
    [InlineData("code-fence", "````\n```\nx\n```\n````", "```\nx\n```")]
    [InlineData("code-fence", "```\n```", "")]
    [InlineData("{ regex: '[a-z]+' }", "one two 3", "two")]
    [InlineData(@"{ regex: '(\w+)=(\w+)', group: 2 }", "a=b c=d", "d")]
    [InlineData("{ regex: 'THE (.*)', group: 1, ignore_case: true }", "the end", "end")]
    [InlineData("{ regex: '(?<=is )[A-Z]' }", "is A, is B", "B")]
    [InlineData("{ after: 'answer is' }", "The answer is x; no, the answer is y", "y")]
    [InlineData("{ after: 'ANSWER IS', ignore_case: true }", "The answer is y", "y")]
    [InlineData("{ until: ';' }", "x; y; z", "x")]
    [InlineData("{ until: ';' }", "no mark", "no mark")]
    [InlineData("{ until: 'END', ignore_case: true }", "x end y", "x")]
    [InlineData("{ tag: answer }", "<answer>a</answer> <answer kind='last'>b</answer >", "b")]
    [InlineData("{ tag: answer }", "I put it in <answer> tags: <answer>b</answer>", "b")]
    [InlineData("{ tag: answer }", "<answer>two\nlines</answer>", "two\nlines")]
    [InlineData("{ tag: a.b }", "<a.b>x</a.b><aXb>y</aXb>", "x")]
    [InlineData("{ remove: ', $' }", "$1, 000", "1000")]
    [InlineData("{ drop_suffix: . }", " 42.. ", "42.")] // one of them
    [InlineData("{ drop_suffix: . }", "42", "42")]
    [InlineData("{ replace: colour, with: color }", "colour by colour", "color by color")]
    [InlineData("{ replace: '*' }", "**x**", "x")]
    [InlineData("[{ after: 'Total:' }, { until: EUR }, { remove: ' ' }]", "Total: 1\nTotal: 2 000 EUR net", "2000")]
    [InlineData("[code-fence, { regex: '\\d+' }]", "7\n```\n8 9\n```\n10", "9")]
    [InlineData("[{ tag: answer }, last-number]", "<answer>3 or 4</answer> 5", "4")]
    [InlineData("[]", "whole", "whole")]
    public async Task Extract_takes_a_part_of_the_text(string extract, string response, string part) =>
        Assert.Equal(
            $"It is “{part.Replace('\n', ' ')}”, not “-”.",
            (await GraderBench.ScoreAsync($"type: equals, value: '-', extract: {extract}", response)).Reason
        );

    [Theory]
    [InlineData("last-number", "none")]
    [InlineData("code-fence", "```\nnever closed")]
    [InlineData("code-fence", "`inline`")]
    [InlineData("{ regex: '\\d' }", "none")]
    [InlineData("{ regex: 'a(b)?', group: 1 }", "a")]
    [InlineData("{ after: 'Answer is' }", "the answer is x")]
    [InlineData("{ tag: answer }", "<answer>open")]
    [InlineData("{ tag: answer }", "<Answer>x</Answer>")]
    [InlineData("[{ tag: answer }, last-number]", "<answer>three</answer> 4")]
    public async Task What_extract_does_not_find_is_a_wrong_answer(string extract, string response) =>
        Assert.Equal("0 response.extract-not-found", await GraderBench.CodeAsync($"type: equals, extract: {extract}", response));

    [Theory]
    [InlineData("{ regex: '^(?=(a+)+$)' }", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")] // for ever at one place
    [InlineData("{ regex: '\\w.*z|\\w' }", null)] // a while at each of many places
    public async Task A_pattern_that_takes_too_long_leaves_the_response_undecided(string extract, string? response) =>
        Assert.Equal(
            "? regex.timeout",
            await GraderBench.CodeAsync($"type: equals, extract: {extract}", response ?? new string('w', 200_000))
        );

    [Fact]
    public async Task Extract_comes_before_field_and_field_before_trim() =>
        Assert.Equal(
            "1 equals.same",
            await GraderBench.CodeAsync("type: equals, field: a, extract: { tag: j }, value: x", "<j>{\"a\": \" x \"}</j>")
        );

    [Theory]
    [InlineData("whitespace", "  a \u00a0 b\n\tc ", "a b c", true)]
    [InlineData("whitespace", "a b", "ab", false)]
    [InlineData("punctuation", "“It's” (fine)!", "Its fine", true)]
    [InlineData("punctuation", "5 $", "5", false)] // a sign of money is no punctuation
    [InlineData("unicode", "ﬁne caf\u0065\u0301 ５", "fine café 5", true)]
    [InlineData("unicode", "a  b", "a b", false)]
    [InlineData("all", "“ﬁne”,\n day", "fine day", true)]
    [InlineData("[punctuation, whitespace]", "a - b", "a b", true)]
    public async Task Normalise_forgets_a_kind_of_difference_on_both_sides(string normalise, string response, string value, bool same)
    {
        Assert.Equal(same, (await GraderBench.ScoreAsync($"type: equals, normalise: {normalise}, value: '{value}'", response)).Value == 1);
        Assert.Equal(
            1,
            (
                await GraderBench.ScoreAsync(
                    $"type: equals, normalise: {normalise}, value: '{response.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'",
                    response.ReplaceLineEndings(" ")
                )
            ).Value
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public async Task Case_is_the_same_in_every_culture_and_Turkish_letters_stay_letters_of_their_own(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals, ignore_case: true, value: TITLE", "title"));
        Assert.Equal("1 contains.found", await GraderBench.CodeAsync("type: contains, ignore_case: true, value: file", "THE FILE"));
        Assert.Equal("1 regex.match", await GraderBench.CodeAsync("type: regex, ignore_case: true, pattern: '^i$'", "I"));
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync("type: equals, ignore_case: true, value: éàΣ", "ÉÀσ"));
        Assert.Equal("0 equals.different", await GraderBench.CodeAsync("type: equals, ignore_case: true, value: TİTLE", "title"));
        Assert.Equal("0 equals.different", await GraderBench.CodeAsync("type: equals, ignore_case: true, value: tıtle", "TITLE"));
    }

    [Theory]
    [InlineData(
        "normalise: spaces",
        "“normalise” takes unicode, whitespace, punctuation, all, not “spaces”. Known: all, punctuation, unicode, whitespace."
    )]
    [InlineData(
        "extract: last-nmber",
        "“extract” takes last-number, code-fence, json, without-reasoning, or a mapping with one of regex, after, until, tag, remove, keep, drop_suffix, replace, last-number, code-fence, json, without-reasoning; not “last-nmber”. Did you mean “last-number”?"
    )]
    [InlineData(
        "extract: { after: a, until: b }",
        "A step of “extract” has just one of regex, after, until, tag, remove, keep, drop_suffix, replace, last-number, code-fence, json, without-reasoning."
    )]
    [InlineData("extract: { regex: '(a' }", "“(a” is no valid pattern: Invalid pattern '(a' at offset 2. Not enough )'s.")]
    [InlineData("extract: { regex: a, group: 1 }", "The pattern has no group 1.")]
    [InlineData("extract: { regex: a, group: -1 }", "“group” takes a whole number from 0, not “-1”.")]
    [InlineData("extract: { tag: a, ignore_case: true }", "“ignore_case” goes with regex, after, until, and not with “tag”.")]
    [InlineData("extract: { after: a, group: 1 }", "“group” goes with regex, and not with “after”.")]
    [InlineData("extract: { until: a, first: true }", "“first” goes with regex, after, tag, code-fence, json, and not with “until”.")]
    [InlineData(
        "extract: { last-number: true, first: true }",
        "“first” goes with regex, after, tag, code-fence, json, and not with “last-number”."
    )]
    [InlineData("extract: { json: true, join: ', ' }", "“join” goes with regex, tag, code-fence, and not with “json”.")]
    [InlineData("extract: { tag: a, join: ', ', first: true }", "“join” takes all parts, and “first” one of them. Keep one of the two.")]
    [InlineData(
        "extract: { without-reasoning: true, optional: true }",
        "“optional” goes with regex, after, tag, keep, last-number, code-fence, json, and not with “without-reasoning”."
    )]
    [InlineData(
        "extract: { remove: x, optional: true }",
        "“optional” goes with regex, after, tag, keep, last-number, code-fence, json, and not with “remove”."
    )]
    [InlineData("extract: { json: yes please }", "“json” takes true.")]
    [InlineData("extract: { code-fence: false }", "“code-fence” takes a language such as json, or true.")]
    [InlineData("extract: { tag: a, optional: maybe }", "“optional” takes true or false, not “maybe”.")]
    [InlineData("extract: { tag: a, groop: 1 }", "“groop” is not known in a step of “extract”. Did you mean “group”?")]
    [InlineData("trim: maybe", "“trim” takes true or false, not “maybe”.")]
    public void A_wrong_option_is_refused(string option, string problem) =>
        Assert.Equal("evalsets/t/evalset.yaml:5: " + problem, GraderBench.ProblemsOf("type: equals, " + option, GraderBench.Item("\"x\"")));
}
