using PromptLab.Comparing;
using PromptLab.Diagnosing;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Running;
using static PromptLab.Tests.Diagnosing.SomeFailures;

namespace PromptLab.Tests.Diagnosing;

public sealed class DiagnosisTests
{
    [Fact]
    public void The_first_failing_grader_that_counts_or_must_pass_gives_the_reason()
    {
        var failed = Fail("a") with
        {
            Grade = new ItemGrade(
                ItemStatus.Fail,
                0.5,
                [
                    Verdict("form", pass: true, "regex.match"),
                    Verdict("note", pass: false, "contains.absent", weight: 0),
                    Verdict("safe", pass: false, "not-contains.found", weight: 0, mustPass: true),
                    Verdict("right", pass: false, "equals.different"),
                ]
            ),
        };

        Assert.Equal(new FailureReason("safe", "not-contains.found"), FailureReason.Of(failed));
        Assert.Null(FailureReason.Of(Pass("b")));
    }

    [Fact]
    public void A_refusal_is_a_reason_of_its_own() =>
        Assert.Equal(new FailureReason(null, "refusal"), FailureReason.Of(Fail("a") with { Refusal = "I can't help with that." }));

    // Fails in 2 of 4 repeats: half is enough. Fails in 1 of 3: it wavers, and is in no mode.
    [Fact]
    public void Modes_are_made_of_what_fails_in_at_least_half_of_the_repeats()
    {
        var diagnosis = Diagnose([
            Fail("half"),
            Fail("half") with
            {
                Repeat = 2,
            },
            Pass("half") with
            {
                Repeat = 3,
            },
            Pass("half") with
            {
                Repeat = 4,
            },
            Fail("third"),
            Pass("third") with
            {
                Repeat = 2,
            },
            Pass("third") with
            {
                Repeat = 3,
            },
            Fail("always"),
            Fail("always") with
            {
                Repeat = 2,
            },
            Pass("never"),
            Pass("never") with
            {
                Repeat = 2,
            },
        ]);

        var mode = Assert.Single(diagnosis.Modes);
        Assert.Equal(["always", "half"], mode.ItemIds);
        Assert.Equal((4, 1), (mode.Of, mode.AlwaysFailing));
        Assert.Equal(["half", "third"], diagnosis.Stability!.Flaky);
        Assert.Equal(["always"], diagnosis.Stability.AlwaysFail);
        Assert.Equal(1, diagnosis.Stability.AlwaysPass);
    }

    [Fact]
    public void Failed_calls_are_counted_by_type_and_are_no_failures()
    {
        var diagnosis = Diagnose([
            Fail("a"),
            Pass("b"),
            Pass("c") with
            {
                Grade = null,
                Output = null,
                Failure = new Failure("timeout", "Too slow."),
            },
        ]);

        Assert.Equal((2, 1), (diagnosis.Decided, diagnosis.Failing));
        Assert.Equal([KeyValuePair.Create("timeout", 1)], diagnosis.Errors);
    }

    [Fact]
    public void There_are_five_modes_at_most_and_the_rest_is_counted()
    {
        var results = Enumerable
            .Range(1, 7)
            .SelectMany(code =>
                Enumerable
                    .Range(0, 8 - code)
                    .Select(i =>
                        Fail($"{code}-{i}") with
                        {
                            Grade = new ItemGrade(ItemStatus.Fail, 0, [Verdict($"g{code}", pass: false, "equals.different")]),
                        }
                    )
            )
            .ToList();

        var diagnosis = Diagnose(results);

        Assert.Equal(
            ["g1: equals.different", "g2: equals.different", "g3: equals.different", "g4: equals.different", "g5: equals.different"],
            diagnosis.Modes.Select(mode => mode.Name)
        );
        Assert.Equal(2 + 1, diagnosis.OutsideModes);
    }

    // billing: 2 of 4 right, refund: 3 of 4 right. Read as billing 3, as refund 4, as none 1.
    // F1 of billing 2·2/(3 + 4), of refund 2·3/(4 + 4).
    [Fact]
    public void Confusions_have_the_recall_of_each_label_and_macro_f1()
    {
        var confusion = Assert.Single(
            Diagnose([
                Read("1", "billing", "billing"),
                Read("2", "billing", "billing"),
                Read("3", "billing", "refund"),
                Read("4", "billing", null),
                Read("5", "refund", "refund"),
                Read("6", "refund", "refund"),
                Read("7", "refund", "refund"),
                Read("8", "refund", "billing"),
            ]).Confusions
        );

        Assert.Equal(
            [("billing", 2, 4), ("refund", 3, 4)],
            confusion.Recalls.Select(recall => (recall.Label, recall.Right, recall.Expected))
        );
        Assert.Equal(((4.0 / 7) + (6.0 / 8)) / 2, confusion.MacroF1, 1e-12);
        Assert.Equal(
            [("billing", null), ("billing", "refund"), ("refund", "billing")],
            confusion.Confused.Select(pair => (pair.Expected, pair.Predicted))
        );
        Assert.Equal(0.15, confusion.Recalls[0].Interval!.Value.Low, 0.0005); // Wilson for 2 of 4: 0.1500 to 0.8500
    }

    [Fact]
    public void Flips_are_those_of_the_pairs_with_the_reason_of_what_broke()
    {
        var parent = new ComparedRun("triage@v1", "run-1", [Pass("a"), Fail("b"), Pass("c"), Pass("gone")]);

        var flips = Diagnosis
            .Of(new ComparedRun("triage@v2", "run-2", [Fail("a"), Pass("b"), Pass("c")]), parent, new ItemHistory())
            .Flips!;

        Assert.Equal([new BrokenItem("a", "right: equals.different")], flips.Broken);
        Assert.Equal(["b"], flips.Fixed);
        Assert.Equal(3, flips.Pairs);
    }

    // In the order of the versions: a fails always, b passed once, c goes fail, pass, fail, d changes once, e is another item since.
    [Fact]
    public void Items_never_solved_and_items_that_go_back_and_forth_are_found_over_the_versions()
    {
        ItemResult[] last = [Fail("a"), Fail("b"), Fail("c"), Fail("d"), Fail("e")];
        var history = new ItemHistory();
        history.Add("v1", [Fail("a"), Fail("b"), Fail("c"), Pass("d"), Pass("e") with { ItemHash = "sha256:old" }], isRepresentative: true);
        history.Add("v2", [Fail("a"), Fail("b"), Pass("c"), Pass("d"), Fail("e")], isRepresentative: true);
        history.Add("v3", last, isRepresentative: true);
        history.Add("v2", [Fail("a"), Pass("b")], isRepresentative: false); // another run says what can be solved, not how the version came out

        var findings = Diagnosis.Of(new ComparedRun("triage@v3", "run-3", last), null, history).History!;

        Assert.Equal((3, 4), (findings.Versions, findings.Runs));
        Assert.Equal(["a", "e"], findings.NeverSolved);
        Assert.Equal(["c"], findings.Oscillating);
    }

    // a and b were solved by none of five versions; they all say “x” on b, and five different things on a. c has four versions only.
    [Fact]
    public void Labels_are_doubtful_where_five_versions_failed_and_first_where_they_agree()
    {
        ItemResult[] solved = [Pass("d"), Pass("e"), Pass("f"), Pass("g")];
        var last = Answers("5");
        var history = new ItemHistory();
        foreach (var answer in new[] { "1", "2", "3", "4" })
            history.Add("v" + answer, Answers(answer), isRepresentative: true);
        history.Add("v5", [.. last.Where(result => result.ItemId != "c")], isRepresentative: true);
        history.Add("trial", [Fail("c")], isRepresentative: false);

        var findings = Diagnosis.Of(new ComparedRun("triage@v5", "run-5", last), null, history).History!;

        Assert.Equal(["a", "b", "c"], findings.NeverSolved);
        Assert.Equal(["b", "a"], findings.Doubtful);
        Assert.Equal(["a"], findings.DoubtfulUnless(id => id == "b"));

        ItemResult[] Answers(string answer) => [Fail("a") with { Output = answer }, Fail("b") with { Output = "x" }, Fail("c"), .. solved];
    }

    // Three of five items were never solved: such weak versions cast no doubt on labels.
    [Fact]
    public void Where_most_items_were_never_solved_no_label_is_doubtful()
    {
        ItemResult[] results = [Fail("a"), Fail("b"), Fail("c"), Pass("d"), Pass("e")];
        var history = new ItemHistory();
        for (var version = 1; version <= 6; version++)
            history.Add(FormattableString.Invariant($"v{version}"), results, isRepresentative: true);

        Assert.Empty(Diagnosis.Of(new ComparedRun("triage@v6", "run-6", results), null, history).History!.Doubtful);
    }

    [Fact]
    public void One_version_alone_says_nothing_of_what_can_be_solved()
    {
        var history = new ItemHistory();
        history.Add("v1", [Fail("a")], isRepresentative: true);

        Assert.Null(Diagnosis.Of(new ComparedRun("triage@v1", "run-1", [Fail("a")]), null, history).History);
    }

    [Fact]
    public void The_holdout_is_counted_and_nothing_else()
    {
        var diagnosis = Diagnose([
            Fail("a", "open"),
            Pass("b", "open"),
            Fail("h1", "sealed") with
            {
                Split = "holdout",
            },
            Pass("h2", "sealed") with
            {
                Split = "holdout",
            },
        ]);

        Assert.Equal(new HoldoutCounts(2, 2, 1), diagnosis.Holdout);
        Assert.Equal((2, 1), (diagnosis.Decided, diagnosis.Failing));
        Assert.Equal(["a", "b"], diagnosis.Items.Select(item => item.ItemId));
    }

    [Theory]
    [InlineData("is-json.schema", "format or response_schema")]
    [InlineData("response.not-json", "format or response_schema")]
    [InlineData("label.wrong", "constraints or examples")]
    [InlineData("label.unknown", "format")]
    [InlineData("not-contains.found", "constraints")]
    [InlineData("refusal", "context or constraints")]
    [InlineData("below-pass-mark", "task")]
    [InlineData("judge.criterion", "task")]
    public void Every_code_has_a_section_to_look_at(string code, string section) =>
        Assert.Equal(section, string.Join(" or ", SectionSuggestion.For(code, GraderCatalog.BuiltIn).Sections));

    [Fact]
    public void A_run_without_failures_has_nothing_to_show()
    {
        var diagnosis = Diagnose([Pass("a"), Pass("b")]);

        Assert.Empty(diagnosis.Modes);
        Assert.Empty(diagnosis.Clusters.Clusters);
        Assert.Empty(diagnosis.Slices.Established.Concat(diagnosis.Slices.Leads));
        Assert.Equal(0, Diagnose([]).Decided);
    }
}
