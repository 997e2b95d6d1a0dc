using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Tests.Fakes;
using PromptLab.Tests.Gating;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Reporting;

public sealed class GitHubAnnotationsTests
{
    [Fact]
    public void Gates_that_did_not_pass_and_items_that_regressed_are_annotated_where_they_are_written()
    {
        var subject = SomeGates.Compared(12, 2, 100) with
        {
            ItemLocations = new Dictionary<string, (string File, int Line)>(StringComparer.Ordinal)
            {
                ["lost001"] = ("evalsets/tickets/items.csv", 17),
            },
        };
        var gated = GatedRun.Of(
            subject,
            [
                SomeGates.AtLeast(0.5),
                SomeGates.AtLeast(0.95) with
                {
                    File = null,
                    Line = null,
                },
                SomeGates.Against() with
                {
                    File = "evalsets/tickets/evalset.yaml",
                    Line = 12,
                },
                SomeGates.AtMost(1, "cost_usd"),
            ]
        );

        var lines = Write(new GateReport([gated], ["There is no run of triage@v5. Make one: promptlab run"])).Split('\n');

        // 88 of 100: Wilson from 80.2% to 93.0%. Bonett and Price, 12 losses and 2 wins of 100: −10/102 ± 1.96 ·
        // √((16/102 − (10/102)²)/102).
        Assert.Equal(
            [
                "::error title=nothing to judge::There is no run of triage@v5. Make one: promptlab run",
                "::error title=triage@v4%3A pass_rate fail::Measured 88.0%25 (88/100, 95%25 80.2%25 to 93.0%25); allowed at least 95.0%25. Its whole interval lies beyond the limit.",
                "::error file=evalsets/tickets/evalset.yaml,line=12,title=triage@v4%3A pass_rate fail::Measured −10.0 pp, 95%25 −17.3 to −2.4 pp (2 better, 12 worse of 100); allowed no worse than triage@v3 by 5.0 pp or more. It is worse beyond chance: p = 0.004 for “worse”, at most 0.01 allowed for one night.",
                "::error file=evalsets/tickets/evalset.yaml,line=9,title=triage@v4%3A cost_usd not judged::Measured –; allowed at most $1.00. The price of a call is not known. Give the model a price in promptlab.yaml.",
                "::warning file=evalsets/tickets/items.csv,line=17,title=regression%3A lost001::Passed on triage@v3, fails on triage@v4: label",
                "::warning title=regression%3A lost002::Passed on triage@v3, fails on triage@v4: label",
            ],
            lines[..6]
        );
        Assert.Equal(4 + 10 + 1, lines.Length); // ten of twelve regressions, and an empty end
    }

    [Fact]
    public void Regressions_of_the_holdout_share_a_warning_that_names_none()
    {
        var before = new[] { Pass("open"), Pass("h-1") with { Split = "holdout" }, Pass("h-2") with { Split = "holdout" } };
        var after = new[] { Fail("open"), Fail("h-1") with { Split = "holdout" }, Fail("h-2") with { Split = "holdout" } };

        var text = Write(SomeGates.Report(GatedRun.Of(SomeGates.Compared(before, after), [SomeGates.Against()])));

        Assert.EndsWith(
            "\n::warning title=regression%3A open::Passed on triage@v3, fails on triage@v4: label\n"
                + "::warning title=regression%3A holdout::2 items of the holdout passed on triage@v3 and failed on triage@v4; none is named.\n",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("h-", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inconclusive_gate_is_a_warning_and_a_passed_one_is_nothing()
    {
        var gated = GatedRun.Of(SomeGates.Subject(SomeGates.Scored(45, 15)), [SomeGates.AtLeast(0.5), SomeGates.AtLeast(0.8)]);

        Assert.Equal(
            "::warning file=evalsets/tickets/evalset.yaml,line=9,title=triage@v4%3A pass_rate inconclusive::Measured 75.0%25 (45/60, 95%25 62.8%25 to 84.2%25); allowed at least 80.0%25. It lies beyond the limit, but chance explains that: its interval reaches what is allowed.\n",
            Write(SomeGates.Report(gated))
        );
    }

    [Theory]
    [InlineData("\n::error::x")]
    [InlineData("\r::stop-commands::x")]
    [InlineData("%0A::set-output name=a::b")]
    [InlineData("::error file=a,line=1::x")]
    [InlineData(",line=99,title=x")]
    [InlineData("100%25")]
    public void No_id_and_no_reason_ends_a_command_or_begins_another(string text)
    {
        var id = "a" + text;
        var subject = SomeGates.Compared([Pass(id)], [Fail(id)]);
        var objecting = SomeGates.Subject([Pass("b")]) with { Objection = text };

        var lines = Write(
                SomeGates.Report(
                    GatedRun.Of(subject, [SomeGates.AtMost(1, "error_rate"), SomeGates.Against()]),
                    GatedRun.Of(objecting, [SomeGates.AtLeast(0.5)])
                )
            )
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3, lines.Length);
        var commands = lines.Select(WorkflowCommands.Read).ToList();
        Assert.Equal(["warning", "error", "warning"], commands.Select(command => command.Name));
        Assert.EndsWith(text, commands[1].Message, StringComparison.Ordinal);
        Assert.Equal(["title"], commands[2].Properties.Keys);
        Assert.Equal("regression: " + id, commands[2].Properties["title"].Replace("%25", "%", StringComparison.Ordinal));
    }

    private static string Write(GateReport report)
    {
        using var writer = new StringWriter();
        GitHubAnnotations.Write(report, writer);
        return writer.ToString();
    }
}
