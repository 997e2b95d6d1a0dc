using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Tests.Comparing;
using static PromptLab.Tests.Comparing.SampleResults;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Gating;

public sealed class RegressionGateTests
{
    // One-sided mid-p of b losses and c wins, X ~ Bin(b + c, ½): P(X < c) + ½P(X = c).
    // 12, 2: (1 + 14 + ½·91)/16384 = .0037. 10, 3: (1 + 13 + 78 + ½·286)/8192 = .0287. 7, 0: ½/128 = .0039.
    // 10, 2: (1 + 12 + ½·66)/4096 = .0112. 11, 2: (1 + 13 + ½·78)/8192 = .0065.
    [Theory]
    [InlineData(12, 2, GateState.Fail)]
    [InlineData(11, 2, GateState.Fail)]
    [InlineData(10, 2, GateState.Inconclusive)]
    [InlineData(10, 3, GateState.Inconclusive)]
    [InlineData(7, 0, GateState.Fail)]
    [InlineData(3, 3, GateState.Pass)]
    [InlineData(2, 12, GateState.Pass)]
    public void A_loss_fails_beyond_chance_at_one_percent(int losses, int wins, GateState expected) =>
        Assert.Equal(expected, Judge(Against(), Compared(losses, wins, 100)).State);

    [Fact]
    public void The_finding_holds_what_was_measured_and_allowed()
    {
        var finding = Judge(Against(), Compared(12, 2, 100)).Regression!;

        Assert.Equal(60.5 / 16384, finding.Evidence.PWorse!.Value, 12);
        Assert.Equal(
            ("triage@v3", 12, 2, 0.05, -0.1),
            (
                finding.Baseline,
                finding.Evidence.Losses,
                finding.Evidence.Wins,
                finding.Margin,
                Math.Round(finding.Evidence.Difference!.Value, 12)
            )
        );
        Assert.Null(finding.PWorseInPreviousNightly);
    }

    // Tonight .0287: beyond 5% and not beyond 1%.
    [Theory]
    [InlineData(null, GateState.Inconclusive)]
    [InlineData(0.05, GateState.Fail)]
    [InlineData(0.001, GateState.Fail)]
    [InlineData(0.051, GateState.Inconclusive)]
    [InlineData(0.97, GateState.Inconclusive)]
    public void A_loss_beyond_five_percent_fails_where_the_night_before_had_one_too(double? nightBefore, GateState expected)
    {
        var outcome = Judge(Against(), Compared(10, 3, 100, nightBefore));

        Assert.Equal((expected, nightBefore), (outcome.State, outcome.Regression!.PWorseInPreviousNightly));
    }

    // 8, 4: (1 + 12 + 66 + 220 + ½·495)/4096 = .1335.
    [Fact]
    public void A_bad_night_before_fails_no_night_that_is_within_chance() =>
        Assert.NotEqual(GateState.Fail, Judge(Against(), Compared(8, 4, 100, nightBefore: 0.001)).State);

    // The scoreboard holds the comparison of the pass rate of all items alone.
    [Theory]
    [InlineData("label.pass_rate", null)]
    [InlineData("pass_rate", "state-law")]
    public void The_night_before_counts_for_the_pass_rate_of_all_items_alone(string metric, string? tag)
    {
        var outcome = Judge(Against(metric: metric) with { Tag = tag }, Compared(10, 3, 100, nightBefore: 0.001));

        Assert.Equal(GateState.Inconclusive, outcome.State);
        Assert.Null(outcome.Regression!.PWorseInPreviousNightly);
    }

    // Eight items that are asked twice and pass every time, on both sides: nothing varies, and nothing is ruled out.
    [Fact]
    public void Items_that_all_come_out_alike_rule_out_nothing()
    {
        var asked = Enumerable.Range(1, 8).SelectMany(i => new[] { Pass($"i{i}", repeat: 1), Pass($"i{i}", repeat: 2) }).ToList();

        var outcome = Judge(Against() with { MaxDrop = 0.02 }, Compared(asked, asked));

        Assert.Equal(GateState.Inconclusive, outcome.State);
        Assert.Equal(
            "A greater loss is neither shown nor ruled out: every item differs by the same amount, which says nothing of chance; p = 1.000 for “worse”.",
            GateText.Why(outcome)
        );
    }

    [Fact]
    public void Items_of_five_clusters_are_not_judged()
    {
        var before = Times(20, id => Pass(id), "a").Select((item, i) => item with { Cluster = $"c{i % 5}" }).ToList();
        var after = Times(20, id => Fail(id), "a").Select((item, i) => item with { Cluster = $"c{i % 5}" }).ToList();

        var outcome = Judge(Against(), Compared(before, after));

        Assert.Equal(
            (
                GateState.NotJudged,
                "The 20 items come from 5 independent sources (clusters), and fewer than 6 tell nothing of chance. Add items of other clusters."
            ),
            (outcome.State, outcome.NotJudgedReason)
        );
    }

    // 5 losses and 3 wins, Tango's one-sided 95% limit by another program: −.0746 of 99 items, −.0739 of 100.
    [Theory]
    [InlineData(99, 0.10, GateState.Pass)]
    [InlineData(100, 0.05, GateState.Inconclusive)]
    public void The_margin_is_ten_points_below_a_hundred_items_and_else_five(int items, double margin, GateState expected)
    {
        var outcome = Judge(Against(), Compared(5, 3, items));

        Assert.Equal((expected, margin), (outcome.State, outcome.Regression!.Margin));
    }

    [Theory]
    [InlineData(0.074, GateState.Pass)]
    [InlineData(0.073, GateState.Inconclusive)]
    [InlineData(0, GateState.Inconclusive)]
    public void A_margin_of_the_gates_own_is_taken_as_it_is(double margin, GateState expected)
    {
        var outcome = Judge(Against() with { MaxDrop = margin }, Compared(5, 3, 100));

        Assert.Equal((expected, margin), (outcome.State, outcome.Regression!.Margin));
    }

    [Fact]
    public void A_loss_beyond_chance_fails_although_the_margin_would_bear_it() =>
        Assert.Equal(GateState.Fail, Judge(Against() with { MaxDrop = 1 }, Compared(12, 2, 100)).State);

    // Every table of losses and wins of 30 items that a share of 20% of flips makes at all likely, one by one.
    [Fact]
    public void An_unchanged_prompt_passes_as_often_as_is_said_and_else_is_inconclusive_or_fails()
    {
        const int Items = 30;
        const double Discordance = 0.2;
        var (passes, fails) = (0.0, 0.0);
        for (var losses = 0; losses <= 18; losses++)
        {
            for (var wins = 0; losses + wins <= 18; wins++)
            {
                var mass =
                    Ways(Items, losses)
                    * Ways(Items - losses, wins)
                    * Math.Pow(Discordance / 2, losses + wins)
                    * Math.Pow(1 - Discordance, Items - losses - wins);
                var state = Judge(Against(), Compared(losses, wins, Items)).State;
                passes += state == GateState.Pass ? mass : 0;
                fails += state == GateState.Fail ? mass : 0;
            }
        }

        Assert.Equal(NonInferiority.PassProbability(Items, Discordance, 0.10), passes, 1e-4);
        Assert.InRange(fails, 0, 0.01);
    }

    // As many flips as were seen, one added, over two more items: (5 + 3 + 1)/102.
    [Fact]
    public void How_likely_an_unchanged_prompt_passes_is_told_for_so_many_items_and_flips() =>
        Assert.Equal(
            NonInferiority.PassProbability(100, 9.0 / 102, 0.05),
            Judge(Against(), Compared(5, 3, 100)).Regression!.PassProbabilityUnchanged!.Value,
            12
        );

    [Fact]
    public void A_run_that_is_right_and_wrong_on_the_same_items_passes()
    {
        Assert.Equal(GateState.Pass, Judge(Against(), Compared(0, 0, 100)).State);
        Assert.Equal(GateState.Pass, Judge(Against(metric: "score_mean"), Compared(0, 0, 100)).State);
    }

    [Theory]
    [InlineData("score_mean")]
    [InlineData("label.mean")]
    [InlineData("label.pass_rate")]
    public void Every_rate_and_score_is_compared(string metric)
    {
        Assert.Equal(GateState.Fail, Judge(Against(metric: metric), Compared(20, 2, 100)).State);
        Assert.Equal(GateState.Pass, Judge(Against(metric: metric), Compared(0, 10, 100)).State);
    }

    [Fact]
    public void A_tag_is_compared_on_its_own_items()
    {
        var before = Scored(100, 0).Select((result, i) => result with { Tags = i < 20 ? ["hard"] : [] }).ToList();
        var after = Scored(100, 0)
            .Select(
                (result, i) =>
                    i < 8 ? SampleResults.Fail(result.ItemId) with { Tags = ["hard"] } : result with { Tags = i < 20 ? ["hard"] : [] }
            );

        var outcome = Judge(Against() with { Tag = "hard" }, Compared(before, after));

        Assert.Equal((GateState.Fail, 20, 8), (outcome.State, outcome.Regression!.Evidence.Items, outcome.Regression.Evidence.Losses));
    }

    [Fact]
    public void The_baseline_itself_passes() =>
        Assert.Equal(
            GateState.Pass,
            Judge(Against(), With(Subject(Scored(5, 5)), new GateBaseline { Reference = "triage@v4", IsItself = true })).State
        );

    [Fact]
    public void The_baseline_itself_is_not_judged_where_too_many_of_its_calls_failed() =>
        Assert.Equal(
            GateState.NotJudged,
            Judge(
                Against(),
                With(Subject([.. Scored(5, 5), SampleResults.Error("e")]), new GateBaseline { Reference = "triage@v4", IsItself = true })
            ).State
        );

    [Fact]
    public void What_stands_against_a_comparison_is_told_in_place_of_a_verdict()
    {
        var outcome = Judge(
            Against(),
            With(Subject(Scored(5, 5)), new GateBaseline { Reference = "production", Objections = ["There is no run.", "Make one."] })
        );

        Assert.Equal((GateState.NotJudged, "There is no run. Make one."), (outcome.State, outcome.NotJudgedReason));
    }

    // 3 of 100 pairs have no verdict: more than 2%. Only the baseline lacks them, the judged run is whole.
    [Fact]
    public void Too_many_pairs_without_a_verdict_are_no_basis()
    {
        var outcome = Judge(
            Against(),
            Compared(
                [.. Times(97, id => SampleResults.Pass(id), "a"), .. Times(3, id => SampleResults.Error(id), "e")],
                [.. Times(97, id => SampleResults.Pass(id), "a"), .. Times(3, id => SampleResults.Pass(id), "e")]
            )
        );

        Assert.Equal(
            (GateState.NotJudged, "3 of 100 pairs have no verdict on one side; more than 2% left out is no basis for one."),
            (outcome.State, outcome.NotJudgedReason)
        );
    }

    // Of all 100 pairs 1% lacks a verdict, of the 10 of the tag 10%.
    [Fact]
    public void A_tag_whose_pairs_lack_verdicts_is_not_judged()
    {
        var after = Scored(100, 0)
            .Select((result, i) => (i == 0 ? SampleResults.Error(result.ItemId) : result) with { Tags = i < 10 ? ["hard"] : [] });

        var outcome = Judge(Against() with { Tag = "hard" }, Compared(Scored(100, 0), after));

        Assert.Equal((GateState.NotJudged, "1 of 10 pairs have no verdict on one side."), (outcome.State, outcome.NotJudgedReason));
    }

    [Fact]
    public void Two_runs_without_a_common_item_can_not_be_judged() =>
        Assert.Equal("Too few items have a verdict on both sides.", Judge(Against(), Compared(Scored(0, 5), Scored(5, 0))).NotJudgedReason);

    // The baseline ran 15 hours before.
    [Theory]
    [InlineData(null, 7, GateState.Pass)]
    [InlineData(null, 0.5, GateState.NotJudged)]
    [InlineData(1.0, 0.5, GateState.Pass)]
    [InlineData(0.5, 7, GateState.NotJudged)]
    public void A_baseline_may_be_as_old_as_the_gate_says_or_else_the_command(double? ofGate, double ofCommand, GateState expected)
    {
        var outcome = Judge(Against() with { MaxAgeDays = ofGate }, Compared(0, 0, 100) with { BaselineMaxAgeDays = ofCommand });

        Assert.Equal(expected, outcome.State);
        Assert.Equal(
            expected == GateState.Pass
                ? ""
                : "The run of triage@v3 is 0.6 days older, more than the 0.5 that are allowed. Run it again, together with triage@v4.",
            outcome.NotJudgedReason
        );
    }

    [Fact]
    public void A_run_that_was_stopped_makes_no_claim()
    {
        var stopped = Compared(0, 0, 100) with { Run = SomeGates.Run with { Status = RunStatus.Unfinished } };

        Assert.All(new[] { Against(), AtLeast(0.1), AtMost(1, "error_rate") }, rule =>
            Assert.Equal(
                (GateState.NotJudged, "The run was stopped, and a run that was stopped makes no claim."),
                (Judge(rule, stopped).State, Judge(rule, stopped).NotJudgedReason)
            )
        );
    }

    private static double Ways(int from, int choose) =>
        Enumerable.Range(1, choose).Aggregate(1.0, (ways, i) => ways * (from - choose + i) / i);
}
