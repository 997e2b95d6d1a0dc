using PromptLab.Gating;
using PromptLab.Running;
using PromptLab.Tests.Comparing;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Gating;

public sealed class LimitGateTests
{
    // Wilson's 95% intervals, by (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.959964: 60 of 60 from .9398
    // to 1, 59 of 60 to .9971, 57 of 60 to .9829, 55 of 60 to .9639, 45 of 60 from .6277 to .8422, 36 of 60 to .7143.
    [Theory]
    [InlineData(60, 0.98, GateState.Pass)] // by its lower end a faultless run would fail
    [InlineData(57, 0.98, GateState.Inconclusive)]
    [InlineData(55, 0.98, GateState.Fail)]
    [InlineData(60, 1, GateState.Pass)]
    [InlineData(59, 1, GateState.Fail)]
    [InlineData(45, 0.75, GateState.Pass)] // exactly reached
    [InlineData(45, 0.76, GateState.Inconclusive)]
    [InlineData(45, 0.85, GateState.Fail)]
    [InlineData(36, 0.714, GateState.Inconclusive)]
    [InlineData(36, 0.715, GateState.Fail)]
    [InlineData(0, 0.06, GateState.Inconclusive)] // 0 of 60 reaches up to 3.8415/63.8415 = .0602
    [InlineData(0, 0.07, GateState.Fail)]
    [InlineData(0, 0, GateState.Pass)]
    public void A_floor_fails_only_where_the_upper_end_of_the_interval_lies_below_it(int passed, double floor, GateState expected) =>
        Assert.Equal(expected, Judge(AtLeast(floor), Subject(Scored(passed, 60 - passed))).State);

    [Theory]
    [InlineData(0.75, GateState.Pass)]
    [InlineData(0.63, GateState.Inconclusive)]
    [InlineData(0.62, GateState.Fail)]
    public void A_ceiling_of_a_rate_fails_only_where_the_lower_end_lies_above_it(double ceiling, GateState expected) =>
        Assert.Equal(expected, Judge(AtMost(ceiling, "pass_rate"), Subject(Scored(45, 15))).State);

    [Fact]
    public void The_worse_of_floor_and_ceiling_decides() =>
        Assert.Equal(GateState.Fail, Judge(Rule() with { Min = 0.1, Max = 0.62 }, Subject(Scored(45, 15))).State);

    // 42 of 60 thirds: eighteen times 2/3 and twice 1, added up in doubles, is 0.6999999999999998 of 20.
    [Fact]
    public void A_floor_that_repeats_reach_exactly_is_reached_whatever_the_last_digit_is()
    {
        var results = Times(18, id => SampleResults.Pass(id), "a")
            .SelectMany(first => new[] { first, SampleResults.Pass(first.ItemId, repeat: 2), SampleResults.Fail(first.ItemId, repeat: 3) })
            .Concat(
                Times(2, id => SampleResults.Pass(id), "b")
                    .SelectMany(first => Enumerable.Range(1, 3).Select(repeat => SampleResults.Pass(first.ItemId, repeat: repeat)))
            );

        var outcome = Judge(AtLeast(0.7), Subject(results));

        Assert.Equal(0.6999999999999998, outcome.Measured!.Value);
        Assert.Equal(GateState.Pass, outcome.State);
    }

    // What is counted has no chance in it: 2 of 60 is beyond 0.02 although chance would explain it.
    [Theory]
    [InlineData(1, 0.02, GateState.Pass)]
    [InlineData(2, 0.02, GateState.Fail)]
    [InlineData(3, 0.05, GateState.Pass)]
    public void Failed_calls_are_counted_and_fail_as_soon_as_they_are_too_many(int errors, double ceiling, GateState expected) =>
        Assert.Equal(
            expected,
            Judge(
                AtMost(ceiling, "error_rate"),
                Subject([.. Scored(60 - errors, 0), .. Times(errors, id => SampleResults.Error(id), "e")])
            ).State
        );

    // More than 2% without a verdict: 2 of 60 are, 1 of 60 is not.
    [Fact]
    public void With_too_many_errors_no_rate_is_judged_and_the_errors_are()
    {
        var subject = Subject([.. Scored(58, 0), SampleResults.Error("e"), SampleResults.Undecided("u")]);

        Assert.All(new[] { "pass_rate", "score_mean", "label.pass_rate", "label.mean" }, metric =>
        {
            var outcome = Judge(AtLeast(0.1, metric), subject);
            Assert.Equal(GateState.NotJudged, outcome.State);
            Assert.Equal(
                "More than 2% of the calls failed or came to no decision, so no rate of this run is used.",
                outcome.NotJudgedReason
            );
            Assert.Null(outcome.Measured);
        });
        Assert.Equal(GateState.Pass, Judge(AtMost(0.02, "error_rate"), subject).State);
        Assert.Equal(GateState.Pass, Judge(AtMost(0.02, "undecided_rate"), subject).State);
        Assert.Equal(GateState.Fail, Judge(AtMost(0.01, "undecided_rate"), subject).State);
        Assert.Equal(GateState.Pass, Judge(AtLeast(0.1), Subject([.. Scored(59, 0), SampleResults.Error("e")])).State);
    }

    // With 20 calls the 95th percentile has a lower limit and no upper one: the 17th value in order, since 16 and fewer lie
    // below it with probability .0159, and all 20 with .358.
    [Theory]
    [InlineData(1950, GateState.Pass)] // type 7: 1900 + .05 · 100 = 1905
    [InlineData(1900, GateState.Inconclusive)]
    [InlineData(1650, GateState.Fail)]
    public void A_latency_fails_only_where_its_lower_limit_lies_above_the_ceiling(double ceiling, GateState expected)
    {
        var subject = Subject(Timed(Enumerable.Range(1, 20).Select(i => i * 100.0)));

        var outcome = Judge(AtMost(ceiling, "latency_p95_ms"), subject);

        Assert.Equal(expected, outcome.State);
        Assert.Equal((1905, 1700, null), (Math.Round(outcome.Measured!.Value!.Value, 9), outcome.Measured.Low, outcome.Measured.High));
    }

    // The median of five has no limits: all five lie on one side of it with probability 1/32, more than .025.
    [Fact]
    public void Too_few_calls_for_any_limit_are_inconclusive_beyond_the_ceiling_and_never_a_failure()
    {
        var subject = Subject(Timed([100, 200, 300, 400, 500]));

        Assert.Equal(GateState.Pass, Judge(AtMost(300, "latency_p50_ms"), subject).State);
        Assert.Equal(GateState.Inconclusive, Judge(AtMost(299, "latency_p50_ms"), subject).State);
    }

    [Fact]
    public void An_unknown_latency_is_not_judged()
    {
        var outcome = Judge(AtMost(300, "latency_p50_ms"), Subject(Scored(3, 0)));

        Assert.Equal((GateState.NotJudged, "No latency is known."), (outcome.State, outcome.NotJudgedReason));
    }

    // 60 scores of ½: right and wrong with the same mean vary most, and 30 of 60 reaches from .3774 to .6226.
    [Theory]
    [InlineData(0.5, GateState.Pass)]
    [InlineData(0.6, GateState.Inconclusive)]
    [InlineData(0.63, GateState.Fail)]
    public void Scores_that_are_all_alike_are_judged_by_the_widest_interval_of_their_mean(double floor, GateState expected) =>
        Assert.Equal(expected, Judge(AtLeast(floor, "score_mean"), Subject(Times(60, id => SampleResults.Fail(id, 0.5), "a"))).State);

    [Fact]
    public void A_run_that_is_wrong_throughout_fails_its_floors() =>
        Assert.All(new[] { "pass_rate", "score_mean", "label.pass_rate", "label.mean" }, metric =>
            Assert.Equal(GateState.Fail, Judge(AtLeast(0.5, metric), Subject(Scored(0, 60))).State)
        );

    [Fact]
    public void One_cluster_that_varies_within_itself_has_no_interval_and_fails_nothing()
    {
        var subject = Subject(Scored(1, 9).Select(result => result with { Cluster = "one document" }));

        Assert.Equal(GateState.Inconclusive, Judge(AtLeast(0.9), subject).State);
        Assert.Equal(GateState.Inconclusive, Judge(AtLeast(0.9, "score_mean"), subject).State);
    }

    [Fact]
    public void A_tag_is_judged_by_its_own_items()
    {
        var subject = Subject([
            .. Scored(40, 0).Select(result => result with { Tags = ["easy"] }),
            .. Times(10, id => SampleResults.Fail(id), "h").Select(result => result with { Tags = ["hard"] }),
        ]);

        Assert.Equal(GateState.Pass, Judge(AtLeast(0.75), subject).State);
        Assert.Equal(GateState.Fail, Judge(AtLeast(0.75) with { Tag = "hard" }, subject).State);
    }

    private static IEnumerable<ItemResult> Timed(IEnumerable<double> milliseconds) =>
        milliseconds.Select(
            (ms, i) => SampleResults.Pass(FormattableString.Invariant($"a{i:00}")) with { Latency = TimeSpan.FromMilliseconds(ms) }
        );
}
