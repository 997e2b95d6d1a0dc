using PromptLab.Diagnosing;
using PromptLab.EvalSets;
using PromptLab.Progress;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Comparing;
using PromptLab.Tests.Diagnosing;
using PromptLab.Tests.Prompts;
using static PromptLab.Tests.Progress.SomeRows;

namespace PromptLab.Tests.Progress;

/// <summary>The single figures of a status.</summary>
public sealed class StatusPartsTests
{
    // From v2 on: 1 + 3 + 0 losses of 3 · 48 items, and Bonett and Price’s one of two more: 5 / 146.
    [Fact]
    public void What_an_edit_breaks_is_read_from_the_last_supported_gain_on()
    {
        var losses = EditLosses.Of(TrailOf(First(10), Next(2, 24, 15, 1, verdict: "better"), Next(3, 23, 2, 3), Next(4, 25, 2, 0)));

        Assert.Equal((5 / 146.0, 3), (losses.Share, losses.Comparisons));
    }

    [Fact]
    public void Without_a_comparison_three_in_a_hundred_are_supposed() =>
        Assert.Equal(new EditLosses(0.03, 0), EditLosses.Of(TrailOf(First(10))));

    // ψ = 0.10 + 2 · 0.03 = 0.16: (1.959964 · 0.4 + 0.841621 · √0.15)² / 0.01 = (0.783986 + 0.325958)² / 0.01 = 123.2.
    [Fact]
    public void The_items_for_the_smallest_gain_follow_from_what_edits_break()
    {
        var trail = TrailOf(First(10));
        var verdict = PlateauRule.Of(
            new PlateauFacts
            {
                Items = 48,
                LossShare = 0.03,
                Misses = 0,
                Sections = 0,
                StableFailures = 30,
                IsCapHit = false,
            },
            new PlateauSettings()
        );

        var needed = Assert.Single(ItemsNeeded.Of(trail, verdict));

        Assert.Equal((0.10, 124L, null), (needed.Gain, needed.Items!.Value, needed.Version));
        Assert.Equal(0.16, needed.Discordance, 1e-12);
    }

    // 2 won, 0 lost of 48: ψ = δ = 1/24: (1.959964 · 0.204124 + 0.841621 · √(0.0416667 − 0.0017361))² / 0.0017361 = 185.9.
    [Fact]
    public void The_latest_version_that_was_ahead_has_its_own_number()
    {
        var trail = TrailOf(First(10), Next(2, 12, 2, 0));
        var verdict = PlateauRule.Of(
            new PlateauFacts
            {
                Items = 48,
                LossShare = 0.03,
                Misses = 0,
                Sections = 0,
                StableFailures = 30,
                IsCapHit = false,
            },
            new PlateauSettings()
        );

        Assert.Equal(("v2", 186L), (ItemsNeeded.Of(trail, verdict)[1].Version, ItemsNeeded.Of(trail, verdict)[1].Items!.Value));
        Assert.Single(ItemsNeeded.Of(TrailOf(First(10), Next(2, 8, 0, 2)), verdict));
        Assert.Single(ItemsNeeded.Of(TrailOf(First(10), Next(2, 30, 20, 0, verdict: "better")), verdict));
    }

    [Fact]
    public void Money_is_counted_once_a_run_over_all_rows_and_what_is_unknown_is_no_zero()
    {
        ScoreboardRow[] rows =
        [
            First(10) with
            {
                CostUsd = 1,
            },
            First(10) with
            {
                CostUsd = 1.5m,
            }, // the same run, resumed
            Next(2, 12, 2, 0) with
            {
                CostUsd = null,
            },
            First(9, version: 3) with
            {
                Split = "holdout",
                CostUsd = 2,
            },
            First(9, version: 4) with
            {
                Trigger = "regrade",
                CostUsd = 8,
            },
        ];

        Assert.Equal(new MoneySpent(3.5m, 3, 1, null), MoneySpent.Of(rows, null));
        Assert.False(MoneySpent.Of(rows, null).IsCapHit);
        Assert.True(MoneySpent.Of(rows, 3.5m).IsCapHit);
        Assert.False(MoneySpent.Of(rows, 3.51m).IsCapHit);
    }

    [Fact]
    public void What_races_and_stopped_runs_paid_is_money_too()
    {
        var listed = First(10) with { CostUsd = 1 };
        RunRecord[] stored =
        [
            SomeRuns.Of("triage@v1") with
            {
                RunId = listed.RunId,
                Totals = Totals(9),
            }, // it has its row
            SomeRuns.Of("triage@v2") with
            {
                RunId = "race",
                Totals = Totals(0.25m),
            },
            SomeRuns.Of("triage@v2") with
            {
                RunId = "killed",
                Totals = null,
            },
            SomeRuns.Of("triage@v2") with
            {
                RunId = "graded",
                Trigger = "regrade",
                Totals = Totals(4),
            },
        ];

        Assert.Equal(new MoneySpent(1.25m, 3, 1, null, OffScoreboard: 2), MoneySpent.Of([listed], null, stored));

        static RunTotals Totals(decimal cost) =>
            new()
            {
                Items = 1,
                Scored = 1,
                Errors = 0,
                Pass = 1,
                CostUsd = cost,
            };
    }

    [Fact]
    public void Parts_that_no_version_changed_are_untried_and_options_for_what_is_not_there_are_none()
    {
        var trail = TrailOf(First(10), Next(2, 12, 2, 0, "constraints"), Next(3, 12, 0, 0, "render.style"), Next(4, 12, 0, 0, "format"));

        var plain = SectionCoverage.Of(trail, null);
        var whole = SectionCoverage.Of(null, SomePrompts.Read(SomePrompts.History));

        Assert.Equal(["render.style", "format"], plain.SinceAccepted);
        Assert.Equal(["constraints", "render.style", "format"], plain.Ever);
        Assert.Equal(["role", "context", "task", "examples", "order", "render.query_role", "response_schema"], plain.Untried);
        Assert.Equal(
            [
                "role",
                "context",
                "task",
                "constraints",
                "format",
                "examples",
                "order",
                "render.style",
                "render.history",
                "render.examples",
                "render.query_role",
                "response_schema",
            ],
            whole.Untried
        );
    }

    // i-1 to i-3 fail in all versions, i-4 in the last only. A person doubts the label of i-4, and has checked that of i-1.
    [Fact]
    public void A_label_is_in_doubt_where_a_person_marked_it_or_no_version_solved_the_item_and_nobody_checked_it()
    {
        var failures = FailuresOf(5, ["i-4"], ["i-1"]);

        Assert.Equal((4, 5), (failures.Failing, failures.Decided));
        Assert.Equal(["i-2", "i-3"], failures.NeverSolved);
        Assert.Equal(["i-4"], failures.Marked);
        Assert.Equal(1, failures.StableWithoutDoubt); // i-1
        var mode = Assert.Single(failures.Modes);
        Assert.Equal((4, "right: equals.different"), (mode.ItemIds.Count, mode.Name));
        Assert.Equal(["format", "examples"], mode.Sections);
    }

    // Without the tag three of five items were never solved: more than half.
    [Theory]
    [InlineData(4, new[] { "i-1" }, 3)]
    [InlineData(5, new string[0], 3)]
    [InlineData(5, new[] { "i-1" }, 1)]
    public void Few_versions_and_weak_ones_say_nothing_of_labels(int versions, string[] cleared, int stable) =>
        Assert.Equal(stable, FailuresOf(versions, ["i-4"], cleared).StableWithoutDoubt);

    [Fact]
    public void With_one_version_it_is_unknown_what_no_version_solves()
    {
        var diagnosis = SomeFailures.Diagnose([SomeFailures.Fail("i-1"), SomeFailures.Pass("i-2")]);

        var failures = UnresolvedFailures.Of("run-1", diagnosis, []);

        Assert.Null(failures.NeverSolved);
        Assert.Equal(1, failures.StableWithoutDoubt);
    }

    private static UnresolvedFailures FailuresOf(int versions, string[] marked, string[] cleared)
    {
        ItemResult[] first = [.. Failing("i-1", "i-2", "i-3"), SomeFailures.Pass("i-4"), SomeFailures.Pass("i-5")];
        ItemResult[] second = [.. Failing("i-1", "i-2", "i-3", "i-4"), SomeFailures.Pass("i-5")];
        var history = new ItemHistory();
        for (var version = 1; version <= versions; version++)
            history.Add(FormattableString.Invariant($"v{version}"), version == versions ? second : first, isRepresentative: true);
        return UnresolvedFailures.Of(
            "run-2",
            Diagnosis.Of(new PromptLab.Comparing.ComparedRun("triage@v2", "run-2", second), null, history),
            [
                .. marked.Select(id => Item(id, UnresolvedFailures.SuspectTag)),
                .. cleared.Select(id => Item(id, UnresolvedFailures.CheckedTag)),
            ]
        );
    }

    private static IEnumerable<ItemResult> Failing(params string[] ids) => ids.Select(id => SomeFailures.Fail(id));

    private static EvalItem Item(string id, string tag) =>
        new()
        {
            Id = id,
            Input = new Dictionary<string, System.Text.Json.Nodes.JsonNode>(StringComparer.Ordinal),
            Tags = [tag],
            Hash = "sha256:" + id,
            File = "items.csv",
            Line = 2,
        };

    private static VersionHistory TrailOf(params ScoreboardRow[] rows) => VersionHistory.Of(rows, null, null, [], 0.20)!;
}
