using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Running;
using PromptLab.Statistics;
using PromptLab.Tests.Comparing;
using PromptLab.Texts;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Reporting;

public sealed class GateTextTests
{
    [Fact]
    public void A_floor_says_what_was_measured_and_allowed() =>
        Says(AtLeast(0.75), Subject(Scored(45, 15)), "pass", "75.0% (45/60, 95% 62.8% to 84.2%)", "at least 75.0%", "");

    [Fact]
    public void A_floor_that_chance_explains_is_inconclusive() =>
        Says(
            AtLeast(0.8),
            Subject(Scored(45, 15)),
            "inconclusive",
            "75.0% (45/60, 95% 62.8% to 84.2%)",
            "at least 80.0%",
            "It lies beyond the limit, but chance explains that: its interval reaches what is allowed."
        );

    [Fact]
    public void A_floor_beyond_chance_fails() =>
        Says(
            AtLeast(0.85),
            Subject(Scored(45, 15)),
            "fail",
            "75.0% (45/60, 95% 62.8% to 84.2%)",
            "at least 85.0%",
            "Its whole interval lies beyond the limit."
        );

    [Fact]
    public void What_is_counted_says_so() =>
        Says(
            AtMost(0.02, "error_rate"),
            Subject([.. Scored(57, 0), .. Times(3, id => SampleResults.Error(id), "e")]),
            "fail",
            "5.0% (3/60)",
            "at most 2.0%",
            "It is counted, and beyond the limit."
        );

    [Fact]
    public void Too_many_errors_are_told_in_place_of_a_rate() =>
        Says(
            AtLeast(0.5),
            Subject([.. Scored(57, 0), .. Times(3, id => SampleResults.Error(id), "e")]),
            "not judged",
            "–",
            "at least 50.0%",
            "More than 2% of the calls failed or came to no decision, so no rate of this run is used."
        );

    [Fact]
    public void Between_two_limits() =>
        Says(
            Rule() with
            {
                Min = 0.5,
                Max = 0.9,
            },
            Subject(Scored(45, 15)),
            "pass",
            "75.0% (45/60, 95% 62.8% to 84.2%)",
            "50.0% to 90.0%",
            ""
        );

    [Fact]
    public void A_latency_of_few_calls_has_no_upper_limit() =>
        Says(
            AtMost(1000, "latency_p95_ms"),
            Subject(Timed(20)),
            "fail",
            "1905 ms (20 calls, 95% from 1700 ms)",
            "at most 1000 ms",
            "Its whole interval lies beyond the limit."
        );

    [Fact]
    public void A_latency_of_very_few_calls_has_no_limit_at_all() =>
        Says(
            AtMost(200, "latency_p50_ms"),
            Subject(Timed(5)),
            "inconclusive",
            "300 ms (5 calls)",
            "at most 200 ms",
            "It lies beyond the limit, but so few values have no interval to tell it from chance."
        );

    [Fact]
    public void A_cost() =>
        Says(
            AtMost(1.5, "cost_usd"),
            Subject(Scored(4, 0).Select(result => result with { CostUsd = 0.5m, Attempts = 1 })),
            "fail",
            "$2.00 (4 calls)",
            "at most $1.50",
            "It is counted, and beyond the limit."
        );

    // Bonett and Price, 5 losses and 3 wins of 100: D = −2/102; −2/102 ± 1.959964 · √((10/102 − (2/102)²)/102); Tango's one-sided
    // limit by another program −7.39. P(X < 3) + ½P(X = 3), X ~ Bin(8, ½): 65/256.
    [Fact]
    public void A_comparison_that_shows_nothing_says_how_often_an_unchanged_prompt_passes() =>
        Says(
            Against(),
            Compared(5, 3, 100),
            "inconclusive",
            "−2.0 pp, 95% −8.0 to +4.1 pp (3 better, 5 worse of 100)",
            "no worse than triage@v3 by 5.0 pp or more",
            "A greater loss is neither shown nor ruled out: p = 0.254 for “worse”; the difference is at least −7.4 pp with 95% confidence. With 100 items and so many flips an unchanged prompt passes in "
                + Format.Percent(NonInferiority.PassProbability(100, 9.0 / 102, 0.05))
                + " of nights."
        );

    // Tango's one-sided limit by another program: −4.73 pp.
    [Fact]
    public void A_comparison_that_rules_a_loss_out() =>
        Says(
            Against(),
            Compared(3, 3, 100),
            "pass",
            "±0.0 pp, 95% −5.4 to +5.4 pp (3 better, 3 worse of 100)",
            "no worse than triage@v3 by 5.0 pp or more",
            "A greater loss is ruled out: the difference is at least −4.7 pp with 95% confidence."
        );

    // 60.5/16384; −10/102 − 1.959964 · √((16/102 − (10/102)²)/102) = −.1725.
    [Fact]
    public void A_comparison_that_shows_a_loss() =>
        Says(
            Against(),
            Compared(12, 2, 100),
            "fail",
            "−10.0 pp, 95% −17.3 to −2.4 pp (2 better, 12 worse of 100)",
            "no worse than triage@v3 by 5.0 pp or more",
            "It is worse beyond chance: p = 0.004 for “worse”, at most 0.01 allowed for one night."
        );

    // 235/8192.
    [Fact]
    public void A_first_bad_night_warns_of_the_second() =>
        Assert.Contains(
            "p = 0.029 for “worse”; the difference is at least −13.5 pp with 95% confidence. One more night like this one fails. With 100 items",
            GateText.Why(Judge(Against(), Compared(10, 3, 100))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_second_bad_night_names_both() =>
        Assert.Equal(
            "It is worse two nights running: p = 0.029 for “worse” tonight and p = 0.040 the night before, at most 0.05 each.",
            GateText.Why(Judge(Against(), Compared(10, 3, 100, nightBefore: 0.04)))
        );

    [Fact]
    public void The_baseline_itself() =>
        Says(
            Against(),
            With(Subject(Scored(5, 5)), new GateBaseline { Reference = "triage@v4", IsItself = true }),
            "pass",
            "–",
            "no worse than production",
            "It is the baseline itself, and no earlier run of it is here."
        );

    // Two of ten lost: −.2, t(9) = 2.262157, s/√10 = .133333.
    [Fact]
    public void A_score_is_compared_in_its_own_unit()
    {
        var outcome = Judge(Against(metric: "score_mean") with { MaxDrop = 0.03 }, Compared(2, 0, 10));

        Assert.StartsWith("−0.200, 95% −0.", GateText.Measured(outcome), StringComparison.Ordinal);
        Assert.Equal("no worse than triage@v3 by 0.030 or more", GateText.Allowed(outcome.Rule, outcome.Regression));
        Assert.DoesNotContain("least −0.2 pp", GateText.Why(outcome), StringComparison.Ordinal);
    }

    private static void Says(GateRule rule, GateSubject subject, string state, string measured, string allowed, string why)
    {
        var outcome = Judge(rule, subject);

        Assert.Equal(
            (state, measured, allowed, why),
            (GateText.State(outcome.State), GateText.Measured(outcome), GateText.Allowed(rule, outcome.Regression), GateText.Why(outcome))
        );
    }

    // 100, 200, … milliseconds.
    private static IEnumerable<ItemResult> Timed(int calls) =>
        Enumerable
            .Range(1, calls)
            .Select(i => SampleResults.Pass(FormattableString.Invariant($"a{i:00}")) with { Latency = TimeSpan.FromMilliseconds(i * 100) });
}
