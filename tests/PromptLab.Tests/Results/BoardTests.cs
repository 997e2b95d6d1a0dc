using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Tests.Results;

public sealed class BoardTests
{
    [Fact]
    public void Versions_stand_in_order_with_their_change_from_the_parent()
    {
        var lines = Board.Of([Row("v10", 0.6042, "v2"), Row("v1", 0.2500), Row("v2", 0.5000, "v1")]);

        Assert.Equal(["v1", "v2", "v10"], lines.Select(line => line.Row.Version));
        Assert.Equal([null, 0.25, 29 / 48d - 0.5], lines.Select(line => line.Change));
    }

    // 29 of 48 is 0.604166…; the row's 0.6042 alone would show 60.42%.
    [Fact]
    public void The_rate_is_that_of_the_counts_not_that_of_the_rounded_cell()
    {
        var line = Assert.Single(Board.Of([Row("v1", 0.6042)]));

        Assert.Equal(29, line.Passed);
        Assert.Equal(29 / 48d, line.PassRate);
    }

    [Fact]
    public void Of_several_runs_of_a_version_the_latest_counts_unless_all_are_wanted()
    {
        ScoreboardRow[] rows = [Row("v1", 0.25), Row("v1", 0.5) with { RunId = "later", StartedAt = Row("v1", 0).StartedAt.AddDays(1) }];

        Assert.Equal(0.5, Assert.Single(Board.Of(rows)).PassRate);
        Assert.Equal([0.25, 0.5], Board.Of(rows, all: true).Select(line => line.PassRate));
    }

    [Fact]
    public void Of_several_rows_of_a_resumed_run_the_last_one_counts() =>
        Assert.Equal(0.5, Assert.Single(Board.Of([Row("v1", 0.25), Row("v1", 0.5)], all: true)).PassRate);

    [Theory]
    [InlineData("graders")]
    [InlineData("items")]
    [InlineData("model")]
    [InlineData("repeats")]
    public void A_parent_measured_under_other_conditions_gives_no_change(string what)
    {
        var parent = what switch
        {
            "graders" => Row("v1", 0.25) with { GradersHash = "sha256:other" },
            "items" => Row("v1", 0.25) with { EvalSetHash = "sha256:other" },
            "model" => Row("v1", 0.25) with { ConfigHash = "sha256:other" },
            _ => Row("v1", 0.25) with { Repeats = 3 },
        };

        Assert.All(Board.Of([parent, Row("v2", 0.5, "v1")]), line => Assert.Null(line.Change));
    }

    [Fact]
    public void Too_many_failed_calls_on_either_side_give_no_change() =>
        Assert.All(Board.Of([Row("v1", 0.25) with { Errors = 1 }, Row("v2", 0.5, "v1")]), line => Assert.Null(line.Change));

    [Theory]
    [InlineData("better", true)]
    [InlineData("worse", true)]
    [InlineData("no difference shown", false)]
    [InlineData("no verdict", false)]
    public void A_change_that_the_evidence_does_not_support_is_known(string verdict, bool supported)
    {
        var line = Board.Of([
            Row("v1", 0.25),
            Row("v2", 0.5, "v1") with
            {
                Baseline = "v1",
                Delta = 0.25,
                DeltaCiLow = -0.1,
                DeltaCiHigh = 0.6,
                Verdict = verdict,
            },
        ])[1];

        Assert.Equal(supported, line.IsSupported);
        Assert.Equal(new Interval(-0.1, 0.6), line.DeltaInterval);
    }

    [Fact]
    public void A_change_that_was_not_tested_is_neither()
    {
        var lines = Board.Of([Row("v1", 0.25) with { Verdict = "baseline" }, Row("v2", 0.5, "v1")]);

        Assert.All(lines, line => Assert.Null(line.IsSupported));
        Assert.Null(lines[1].DeltaInterval);
    }

    // What a nightly run adds: the version against itself, against none, or against a newer one.
    [Theory]
    [InlineData("v2")]
    [InlineData(null)]
    [InlineData("v3")]
    public void A_later_row_against_no_earlier_version_leaves_the_verdict_on_the_change_in_force(string? baseline)
    {
        var first = Row("v2", 0.5, "v1") with
        {
            Baseline = "v1",
            Delta = 0.25,
            DeltaCiLow = 0.1,
            DeltaCiHigh = 0.4,
            PValue = 0.01,
            Verdict = "better",
        };
        var later = Row("v2", 0.5, "v1") with
        {
            RunId = "nightly",
            StartedAt = first.StartedAt.AddDays(1),
            Baseline = baseline,
            Delta = baseline is null ? null : 0,
            PValue = baseline is null ? null : 1,
            Verdict = baseline is null ? null : "no difference shown",
        };

        var line = Assert.Single(Board.Of([first, later]));

        Assert.Equal(("nightly", "v1"), (line.Row.RunId, line.Compared.Baseline));
        Assert.True(line.IsSupported);
        Assert.Equal(["v1", baseline], Board.Of([first, later], all: true).Select(run => run.Compared.Baseline));
    }

    [Fact]
    public void A_later_row_against_another_earlier_version_is_the_one_that_counts()
    {
        var first = Row("v3", 0.5, "v2") with { Baseline = "v2", Delta = 0.25, PValue = 0.01, Verdict = "better" };

        Assert.Equal(
            "v1",
            Assert
                .Single(Board.Of([first, first with { RunId = "later", Baseline = "v1", Verdict = "no difference shown" }]))
                .Compared.Baseline
        );
    }

    [Fact]
    public void The_interval_of_the_rate_is_the_rows()
    {
        Assert.Equal(
            new Interval(0.15, 0.4),
            Assert.Single(Board.Of([Row("v1", 0.25) with { PassCiLow = 0.15, PassCiHigh = 0.4 }])).PassInterval
        );
        Assert.Null(Assert.Single(Board.Of([Row("v1", 0.25)])).PassInterval);
    }

    private static ScoreboardRow Row(string version, double rate, string? parent = null) =>
        new()
        {
            RunId = "run-" + version,
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Prompt = "triage",
            Version = version,
            Parent = parent,
            Model = "main",
            ConfigHash = "sha256:config",
            EvalSet = "tickets",
            EvalSetHash = "sha256:items",
            GradersHash = "sha256:graders",
            Items = 48,
            Repeats = 1,
            Scored = 48,
            Errors = 0,
            PassRate = rate,
        };
}
