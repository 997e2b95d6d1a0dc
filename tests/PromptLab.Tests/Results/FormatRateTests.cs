using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Tests.Grading;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Results;

/// <summary>Format compliance: a rate of its own beside the pass rate.</summary>
public sealed class FormatRateTests
{
    [Theory]
    [InlineData("type: label, labels: [billing, bug]", "billing", true)]
    [InlineData("type: label, labels: [billing, bug]", "bug", true)] // wrong, and in the right form
    [InlineData("type: label, labels: [billing, bug]", "Billing, I think.", false)]
    [InlineData("type: equals", "billing", null)]
    [InlineData("type: equals", "anything", null)]
    [InlineData("type: equals, extract: { tag: a }", "<a>bug</a>", true)]
    [InlineData("type: equals, extract: { tag: a }", "bug", false)]
    [InlineData("type: not-equals, field: a", "bug", false)]
    [InlineData("type: not-equals, field: a", """{"a": "billing"}""", true)]
    [InlineData("type: contains", "bug", null)]
    [InlineData("type: is-json", "bug", false)]
    [InlineData("type: is-json", "{}", true)]
    [InlineData("type: not-is-json", "{}", null)] // a constraint, and no form that is asked for
    [InlineData("type: max-words, value: 1", "two words", false)]
    [InlineData("type: json-equals", "\"bug\"", true)]
    public async Task A_verdict_says_whether_the_form_is_right(string grader, string response, bool? follows)
    {
        var (graders, items) = Make(One(grader), Item("\"billing\""));

        Assert.Equal(follows, (await GradeAsync(graders, items[0], response)).FollowsFormat);
    }

    [Fact]
    public async Task An_undecided_verdict_says_nothing_of_the_form()
    {
        var (graders, items) = Make(One("type: is-json"), Item("1"));

        Assert.Null((await GradeAsync(graders, items[0], new string('[', 300) + new string(']', 300))).FollowsFormat);
    }

    [Theory]
    [InlineData("host.form", false)]
    [InlineData("host.tone", true)]
    public async Task The_codes_of_a_hosts_grader_count_as_well(string code, bool follows)
    {
        var catalog = new GraderCatalog();
        catalog.Add(
            new GraderKind("host", 1, _ => new HostGrader((_, _) => ValueTask.FromResult(GraderResult.Of(Score.Of(0, code, "Wrong.")))))
            {
                Codes = [ReasonCode.Wrong("host.form", ["format"], "Form."), ReasonCode.Wrong("host.tone", ["task"], "Tone.")],
            }
        );
        var (graders, items) = Make(catalog, One("type: host"), Item("1"));

        Assert.Equal(follows, (await GradeAsync(graders, items[0], "x")).FollowsFormat);
    }

    // Four items of two repeats: both, one, both and none have the form: (1 + 0.5 + 1 + 0) / 4.
    [Fact]
    public void The_rate_is_the_mean_over_items_and_has_an_interval()
    {
        bool[][] follows =
        [
            [true, true],
            [true, false],
            [true, true],
            [false, false],
        ];
        var results = follows.SelectMany(
            (repeats, item) => repeats.Select((one, repeat) => Result(item, repeat, one ? "label.wrong" : "label.unknown"))
        );

        var summary = RunSummary.Of(results);

        Assert.Equal((8, 5), (summary.FormatJudged, summary.FormatFollowed));
        Assert.Equal(0.625, summary.FormatRate);
        Assert.Equal(0, summary.PassRate);
        var expected = new RateAccumulator();
        foreach (var value in new[] { 1, 0.5, 1, 0 })
            expected.Add(value, 2, null);
        Assert.Equal(expected.Interval, summary.FormatInterval);
    }

    [Fact]
    public void A_run_whose_graders_do_not_look_at_the_form_has_no_rate()
    {
        var summary = RunSummary.Of([Result(0, 0, "equals.different", "equals")]);

        Assert.Equal((0, null, null), (summary.FormatJudged, summary.FormatRate, summary.FormatInterval));
    }

    private static PromptLab.Running.ItemResult Result(int item, int repeat, string code, string type = "label") =>
        SomeResults.Of(FormattableString.Invariant($"i{item}"), repeat + 1) with
        {
            Grade = new ItemGrade(
                ItemStatus.Fail,
                0,
                [
                    new GraderVerdict
                    {
                        Id = "a",
                        Type = type,
                        Score = Score.Of(0, code, "Wrong."),
                        Pass = false,
                    },
                ]
            ),
        };
}
