using System.Globalization;
using System.Xml.Linq;
using PromptLab.Gating;
using PromptLab.Models;
using PromptLab.Reporting;
using PromptLab.Running;
using PromptLab.Tests.Gating;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Reporting;

public sealed class JUnitReportTests
{
    [Fact]
    public void A_run_is_a_suite_and_an_item_is_a_case()
    {
        var text = Write(
            Report(
                [Pass("t-01"), Pass("t-02"), Fail("t-03"), Pass("t-04"), Pass("t-05")],
                [
                    Timed(Pass("t-01"), 1180),
                    Timed(Fail("t-02", 0.25), 640),
                    Timed(Fail("t-03"), 1020),
                    Error("t-04"),
                    Timed(Undecided("t-05"), 12345.6),
                ]
            )
        );

        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="promptlab" tests="6" failures="1" errors="3" skipped="1" time="15.186">
              <testsuite name="triage@v4 on refunds (main)" tests="5" failures="1" errors="2" skipped="1" time="15.186" timestamp="2026-11-25T03:00:00Z">
                <properties>
                  <property name="prompt.hash" value="sha256:triage@v4" />
                  <property name="baseline" value="triage@v3" />
                  <property name="run_id" value="20261124-120000-triage-v4-abcdef" />
                </properties>
                <testcase classname="triage.refunds" name="t-01" file="evalsets/refunds/items.csv" time="1.180" />
                <testcase classname="triage.refunds" name="t-02" time="0.640">
                  <failure type="regression" message="passed on v3, fails on v4: label">score 0.25 (v3: 1.00)
            failed graders: label
            row: results/runs/20261124-120000-triage-v4-abcdef/items.csv item_id=t-02</failure>
                </testcase>
                <testcase classname="triage.refunds" name="t-03" time="1.020">
                  <skipped message="known failure: also fails on v3" />
                </testcase>
                <testcase classname="triage.refunds" name="t-04" time="0.000">
                  <error type="timeout" message="not scored: No response within 60 s." />
                </testcase>
                <testcase classname="triage.refunds" name="t-05" time="12.346">
                  <error type="undecided" message="not scored: label: The judge gave no verdict." />
                </testcase>
              </testsuite>
              <testsuite name="gates of triage@v4 on refunds (main)" tests="1" failures="0" errors="1" skipped="0" time="0.000" timestamp="2026-11-25T03:00:00Z">
                <testcase classname="triage.refunds.gates" name="pass_rate: no worse than production" file="evalsets/tickets/evalset.yaml" time="0.000">
                  <error type="not-judged" message="More than 2% of the calls failed or came to no decision, so no rate of this run is used." />
                </testcase>
              </testsuite>
            </testsuites>

            """,
            text
        );
    }

    [Fact]
    public void Items_of_the_holdout_are_counted_and_never_named()
    {
        var text = Write(
            Report(
                [Pass("open"), Sealed(Pass("h-1")), Sealed(Pass("h-2")), Sealed(Fail("h-3")), Sealed(Pass("h-4"))],
                [Fail("open"), Sealed(Pass("h-1")), Sealed(Fail("h-2")), Sealed(Fail("h-3")), Sealed(Error("h-4"))]
            )
        );

        Assert.Contains(
            """<property name="holdout" value="4 items: 1 passed, 1 regressed, 1 failed as before, 1 not scored; none is named" />""",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("h-", text, StringComparison.Ordinal);
        var suite = XDocument.Parse(text).Root!.Elements().First();
        Assert.Equal((1, 1), (Count(suite, "tests"), Count(suite, "failures")));
    }

    [Fact]
    public void It_has_the_form_of_the_shared_sample()
    {
        var sample = XDocument.Load(
            Directory.EnumerateFiles(SharedFiles.Require("samples/results/runs"), "junit.xml", SearchOption.AllDirectories).Single()
        );
        var ours = XDocument.Parse(
            Write(
                Report(
                    [Pass("t-01"), Pass("t-02"), Fail("t-03"), Pass("t-04")],
                    [Pass("t-01"), Fail("t-02"), Fail("t-03"), Error("t-04")],
                    allHavePlaces: true
                )
            )
        );

        ours.Root!.Elements().Skip(1).Remove(); // the gates are ours alone
        Assert.Equal(Form(sample.Root!), Form(ours.Root!));
    }

    [Fact]
    public void The_counts_of_each_suite_are_those_of_its_cases_and_add_up()
    {
        var (before, after) = (new[] { Pass("a"), Pass("b"), Fail("c") }, new[] { Fail("a"), Error("b"), Fail("c") });
        var root = XDocument.Parse(Write(SomeGates.Report([.. Report(before, after).Runs, .. Report(after, before).Runs]))).Root!;

        foreach (
            var (count, element) in new[] { ("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") }
        )
        {
            Assert.All(root.Elements(), suite => Assert.Equal(suite.Descendants(element).Count(), Count(suite, count)));
            Assert.Equal(root.Descendants(element).Count(), Count(root, count));
        }
    }

    // 1 of 40 passes: the whole interval lies below 0.9. 36 of 40 is 90%: below 0.95, but its interval reaches it.
    [Fact]
    public void Each_gate_is_a_case_of_its_own()
    {
        var suite = GatesOf(
            SomeGates.With(
                SomeGates.Subject(SomeGates.Scored(36, 4)),
                new GateBaseline { Reference = "triage@v3", Objections = ["No run."] }
            ),
            SomeGates.AtLeast(0.5),
            SomeGates.AtLeast(0.95),
            SomeGates.AtMost(0.05, "pass_rate"),
            SomeGates.Against(),
            SomeGates.AtMost(1, "cost_usd")
        );

        Assert.Equal("gates of triage@v4 on refunds (main)", suite.Attribute("name")!.Value);
        Assert.Equal(
            [
                "pass_rate: at least 50.0%",
                "pass_rate: at least 95.0%",
                "pass_rate: at most 5.0%",
                "pass_rate: no worse than production",
                "cost_usd: at most $1.00",
            ],
            suite.Elements("testcase").Select(one => one.Attribute("name")!.Value)
        );
        Assert.Equal(
            [null, "skipped", "failure", "error", "error"],
            suite.Elements("testcase").Select(one => one.Elements().SingleOrDefault()?.Name.LocalName)
        );
        Assert.Equal((5, 1, 2, 1), (Count(suite, "tests"), Count(suite, "failures"), Count(suite, "errors"), Count(suite, "skipped")));
        Assert.Equal(
            "90.0% (36/40, 95% 76.9% to 96.0%). Its whole interval lies beyond the limit.",
            suite.Descendants("failure").Single().Attribute("message")!.Value
        );
        Assert.StartsWith(
            "inconclusive: 90.0% (36/40, 95% 76.9% to 96.0%). It lies beyond the limit, but chance explains that",
            suite.Descendants("skipped").Single().Attribute("message")!.Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_failed_gate_is_counted_at_the_top_although_no_item_regressed()
    {
        var root = RootOf(SomeGates.Report(GatedRun.Of(SomeGates.Subject(SomeGates.Scored(40, 0)), [SomeGates.AtMost(0.5, "pass_rate")])));

        Assert.Equal((41, 1, 0, 0), (Count(root, "tests"), Count(root, "failures"), Count(root, "errors"), Count(root, "skipped")));
    }

    [Fact]
    public void Two_gates_alike_are_two_cases()
    {
        var suite = GatesOf(SomeGates.Subject(SomeGates.Scored(4, 0)), SomeGates.AtLeast(0.5), SomeGates.AtLeast(0.5));

        Assert.Equal(
            ["pass_rate: at least 50.0%", "pass_rate: at least 50.0% (2)"],
            suite.Elements("testcase").Select(one => one.Attribute("name")!.Value)
        );
    }

    [Fact]
    public void A_version_without_a_run_is_an_error()
    {
        var root = RootOf(new GateReport([], ["There is no run of triage@v5. Make one: promptlab run nightly"]));

        Assert.Equal((1, 1), (Count(root, "tests"), Count(root, "errors")));
        Assert.Equal("There is no run of triage@v5", root.Descendants("testcase").Single().Attribute("name")!.Value);
        Assert.EndsWith("promptlab run nightly", root.Descendants("error").Single().Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repeats_of_an_item_are_one_case_with_the_time_of_all()
    {
        var root = XDocument
            .Parse(
                Write(
                    Report(
                        [Pass("a"), Pass("a", repeat: 2), Pass("a", repeat: 3)],
                        [Timed(Pass("a"), 100), Timed(Fail("a", repeat: 2), 200), Timed(Fail("a", repeat: 3), 300)]
                    )
                )
            )
            .Root!;

        var testCase = Assert.Single(root.Elements().First().Elements("testcase"));
        Assert.Equal("0.600", testCase.Attribute("time")!.Value);
        Assert.StartsWith("score 0.33 (v3: 1.00)\n", testCase.Element("failure")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_in_the_baseline_itself_is_a_known_failure()
    {
        var subject = SomeGates.With(SomeGates.Subject([Fail("a")]), new GateBaseline { Reference = "triage@v4", IsItself = true });

        var root = XDocument.Parse(Write(SomeGates.Report(GatedRun.Of(subject, [SomeGates.Against()])))).Root!;

        Assert.Equal("known failure: v4 is the baseline itself", root.Descendants("skipped").Single().Attribute("message")!.Value);
    }

    [Fact]
    public void Without_a_baseline_what_fails_is_a_failure_and_none_is_named()
    {
        var root = XDocument.Parse(Write(SomeGates.Report(GatedRun.Of(SomeGates.Subject([Fail("a")]), [SomeGates.AtLeast(0.5)])))).Root!;

        var failure = root.Descendants("failure").Single();
        Assert.Equal(("failure", "fails on v4: label"), (failure.Attribute("type")!.Value, failure.Attribute("message")!.Value));
        Assert.StartsWith("score 0.00\n", failure.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(root.Descendants("property"), property => property.Attribute("name")!.Value == "baseline");
    }

    [Theory]
    [InlineData("a\0b\u0001c\u001B[31md", "a␀b␁c␛[31md")]
    [InlineData("\uFFFE and \uFFFF", "⟨U+FFFE⟩ and ⟨U+FFFF⟩")]
    [InlineData("<lone>", "\uFFFD and \uFFFD")] // metadata of an attribute can't hold half a pair
    [InlineData("]]> & <b>\"'", "]]> & <b>\"'")]
    [InlineData("two\nlines\r\nand a tab\t", "two\nlines␍\nand a tab\t")]
    [InlineData("😀 é", "😀 é")]
    public void Whatever_ids_and_messages_hold_it_is_valid_and_read_back(string text, string readBack)
    {
        text = text.Replace("<lone>", $"{(char)0xD800} and {(char)0xDC00}", StringComparison.Ordinal);
        var failed = Error("a" + text) with { Failure = new Failure("odd" + text, text) };

        var root = XDocument.Parse(Write(Report([Pass("b" + text)], [failed, Fail("b" + text)]))).Root!;

        var cases = root.Descendants("testcase").ToDictionary(one => one.Attribute("name")!.Value, StringComparer.Ordinal);
        var error = cases["a" + readBack].Element("error")!;
        Assert.Equal(("odd" + readBack, "not scored: " + readBack), (error.Attribute("type")!.Value, error.Attribute("message")!.Value));
        Assert.EndsWith("items.csv item_id=b" + readBack, cases["b" + readBack].Element("failure")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_model_wrote_is_not_in_it() =>
        Assert.DoesNotContain(
            "secret words",
            Write(Report([Pass("a", output: "secret words")], [Fail("a", output: "secret words")])),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("fr-FR")] // decimal comma
    [InlineData("ar-SA")] // another calendar, another year
    public void It_is_the_same_text_in_every_culture(string culture)
    {
        var report = Report([Pass("a")], [Timed(Fail("a", 0.5), 1234)]);
        var plain = Write(report);
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal(plain, Write(report));
    }

    // The first of the items stands in the eval set, or all of them.
    private static GateReport Report(IReadOnlyList<ItemResult> before, IReadOnlyList<ItemResult> after, bool allHavePlaces = false)
    {
        var placed = after.Select(result => result.ItemId).Distinct(StringComparer.Ordinal).Take(allHavePlaces ? after.Count : 1);
        var subject = SomeGates.Compared(before, after) with
        {
            ItemLocations = placed.ToDictionary(id => id, _ => ("evalsets/refunds/items.csv", 2), StringComparer.Ordinal),
        };
        return SomeGates.Report(GatedRun.Of(subject, [SomeGates.Against()]));
    }

    private static ItemResult Sealed(ItemResult result) => result with { Split = "holdout" };

    private static ItemResult Timed(ItemResult result, double milliseconds) =>
        result with
        {
            Latency = TimeSpan.FromMilliseconds(milliseconds),
        };

    private static XElement RootOf(GateReport report) => XDocument.Parse(Write(report)).Root!;

    private static XElement GatesOf(GateSubject subject, params IReadOnlyList<GateRule> rules) =>
        RootOf(SomeGates.Report(GatedRun.Of(subject, rules))).Elements().Last();

    private static string Write(GateReport report)
    {
        using var writer = new StringWriter();
        JUnitReport.Write(report, writer);
        return writer.ToString();
    }

    private static int Count(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    // Element names, attribute names in their order, and what is a word of the format and no value of a run.
    private static string Form(XElement element) =>
        $"{element.Name}({string.Join(' ', element.Attributes().Select(attribute => attribute.Name.LocalName is "type" || element.Name.LocalName == "property" && attribute.Name.LocalName == "name" ? attribute.ToString() : attribute.Name.LocalName))})"
        + $"[{string.Join(' ', element.Elements().Select(Form))}]";
}
