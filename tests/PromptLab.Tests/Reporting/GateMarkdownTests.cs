using System.Text;
using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Tests.Gating;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Reporting;

public sealed class GateMarkdownTests
{
    [Fact]
    public void Each_run_has_a_table_of_its_gates_and_the_items_that_flipped()
    {
        var gated = GatedRun.Of(
            SomeGates.Compared([Pass("a"), Pass("b")], [Pass("a"), Fail("b", output: "no")]),
            [SomeGates.AtMost(0.02, "error_rate"), SomeGates.AtLeast(0.5)]
        );
        var compared = GatedRun.Of(gated.Subject, [SomeGates.AtMost(0.02, "error_rate"), SomeGates.Against() with { MaxDrop = 1 }]);

        // Bonett and Price, one loss of two: D = −1/4, −1/4 ± 1.959964 · √((3/4 − 1/16)/4); Tango one-sided by another program: −.8791.
        Assert.Equal(
            """
            ## Gates: passed

            ### triage@v4 on refunds

            | gate | measured | allowed | result | why |
            | --- | --- | --- | --- | --- |
            | error\_rate | 0.0% (0/2) | at most 2.0% | pass |  |
            | pass\_rate | −50.0 pp, 95% −100.0 to +56.3 pp (0 better, 1 worse of 2) | no worse than triage@v3 by 100.0 pp or more | pass | A greater loss is ruled out: the difference is at least −87.9 pp with 95% confidence. |

            Against triage@v3:

            <details><summary>1 broken, 0 fixed</summary>

            **broken b**

            baseline:

                right

            candidate:

                no

            because:

                label: Not the same.

            </details>


            """,
            Write(SomeGates.Report(compared))
        );
    }

    [Theory]
    [InlineData("passed", 0.5)]
    [InlineData("passed, some inconclusive", 0.8)]
    [InlineData("failed", 0.98)]
    public void The_heading_says_what_came_of_it(string word, double floor) =>
        Assert.StartsWith(
            $"## Gates: {word}\n\n",
            Write(SomeGates.Report(GatedRun.Of(SomeGates.Subject(SomeGates.Scored(45, 15)), [SomeGates.AtLeast(floor)]))),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_has_no_run_is_listed_first() =>
        Assert.Equal(
            "## Gates: not enough to judge by\n\n- There is no run of triage@v4.\n\n",
            Write(new GateReport([], ["There is no run of triage@v4."]))
        );

    [Theory]
    [InlineData("</details><script>alert(1)</script>")]
    [InlineData("```\ncode\n```")]
    [InlineData("| a | b |\n| --- | --- |\n| 1 | 2 |")]
    [InlineData("[a link](https://example.com) ![](x) @octocat #1")]
    [InlineData("\n\n</details>\n\n# Heading\n- [ ] task")]
    [InlineData("one\rtwo\u2028three\u0085four")]
    public void What_a_model_wrote_is_code_on_every_line(string text)
    {
        var lines = Write(
                SomeGates.Report(
                    GatedRun.Of(SomeGates.Compared([Pass("a", output: text)], [Fail("a", output: text)]), [SomeGates.Against()])
                )
            )
            .Split('\n');

        var (start, end) = (Array.IndexOf(lines, "baseline:"), Array.IndexOf(lines, "candidate:"));
        var shown = lines[(start + 1)..end];
        Assert.Equal(["", .. text.ReplaceLineEndings("\n").Split('\n').Select(line => "    " + line), ""], shown);
    }

    [Fact]
    public void Control_characters_and_broken_pairs_are_shown_as_such()
    {
        var text = Write(
            SomeGates.Report(
                GatedRun.Of(SomeGates.Compared([Pass("a")], [Fail("a", output: $"a\u001B[2Jb{(char)0xD83D}")]), [SomeGates.Against()])
            )
        );

        Assert.Contains("    a␛[2Jb\uFFFD\n", text, StringComparison.Ordinal);
    }

    // A pair of which the first half is the 400th character.
    [Fact]
    public void A_long_response_is_cut_between_characters()
    {
        var text = Write(
            SomeGates.Report(
                GatedRun.Of(SomeGates.Compared([Pass("a")], [Fail("a", output: new string('x', 399) + "😀😀")]), [SomeGates.Against()])
            )
        );

        Assert.Contains("    " + new string('x', 399) + "…\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b>|`*_[x](y)", @"\<b\>\|\`\*\_\[x\](y)")]
    [InlineData("@octocat and a@b", "@\u200Boctocat and a@b")]
    [InlineData("#12 and a#12", "\\#\u200B12 and a\\#12")]
    [InlineData("two\nlines", "two lines")]
    public void An_id_is_shown_as_it_is(string id, string shown) =>
        Assert.Contains(
            $"**broken {shown}**\n",
            Write(SomeGates.Report(GatedRun.Of(SomeGates.Compared([Pass(id)], [Fail(id)]), [SomeGates.Against()]))),
            StringComparison.Ordinal
        );

    // What is cut are flips and gates, never the note that says how to read what is left.
    [Theory]
    [InlineData(3_000)]
    [InlineData(GateMarkdown.LargestComment)]
    public void The_note_of_tuning_scores_has_its_room(long limit)
    {
        var subject = SomeGates.Compared(
            SomeGates.Times(20, id => Pass(id, output: new string('x', 300)), "a").ToList(),
            SomeGates.Times(20, id => Fail(id, output: new string('x', 300)), "a").ToList()
        );
        subject = subject with { Run = subject.Run with { Prompt = subject.Run.Prompt with { Parent = "v3" } } };
        var report = SomeGates.Report([
            .. Enumerable.Repeat(
                GatedRun.Of(subject, [SomeGates.Against(), SomeGates.AtLeast(0.5), SomeGates.AtMost(1, "error_rate")]),
                100
            ),
        ]);

        var text = Write(report, limit);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, limit);
        Assert.Contains("| pass\\_rate | 0.0%† (0/20, 95% 0.0% to 16.1%) |", text, StringComparison.Ordinal);
        Assert.Contains("| error\\_rate | 0.0% (0/20) |", text, StringComparison.Ordinal);
        Assert.Contains(
            "\n† tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.\n\nCut, since GitHub takes",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal("", Write(report, 550));
    }

    // A run with twenty flips of long lines of four bytes a character.
    [Theory]
    [InlineData(GateMarkdown.LargestSummary, 40)]
    [InlineData(GateMarkdown.LargestComment, 40)]
    [InlineData(GateMarkdown.LargestComment, 1000)]
    [InlineData(1_000, 3)]
    public void A_report_over_many_runs_stays_below_the_limit_and_says_what_is_left_out(long limit, int runs)
    {
        var big = string.Concat(Enumerable.Repeat("\n😀", 200));
        var gated = GatedRun.Of(
            SomeGates.Compared(
                SomeGates.Times(20, id => Pass(id, output: big), "a").ToList(),
                SomeGates.Times(20, id => Fail(id, output: big), "a").ToList()
            ),
            [SomeGates.AtMost(1, "error_rate"), SomeGates.Against()]
        );

        var text = Write(SomeGates.Report([.. Enumerable.Repeat(gated, runs)]), limit);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, limit);
        Assert.Matches(
            @"\nCut, since GitHub takes no more than [\d,]+ bytes here: \d+ runs? left out, and the items of \d+ runs?\. promptlab gate --json gives them all\.\n$",
            text
        );
        Assert.StartsWith("## Gates: failed\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_that_is_full_takes_nothing_more() =>
        Assert.Equal("", Write(SomeGates.Report(GatedRun.Of(SomeGates.Subject(SomeGates.Scored(1, 0)), [SomeGates.AtLeast(0.5)])), -5));

    private static string Write(GateReport report, long limit = GateMarkdown.LargestSummary)
    {
        using var writer = new StringWriter();
        GateMarkdown.Write(report, writer, limit);
        return writer.ToString();
    }
}
