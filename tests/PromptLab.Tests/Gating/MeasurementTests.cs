using PromptLab.Gating;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Tests.Comparing;
using PromptLab.Tests.Results;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Gating;

public sealed class MeasurementTests
{
    // 45 of 60: Wilson from .62768 to .84223.
    [Theory]
    [InlineData("pass_rate")]
    [InlineData("label.pass_rate")]
    public void A_rate_is_told_with_its_interval_and_counts(string metric)
    {
        var measured = Measurement.Of(AtLeast(0.5, metric), Subject(Scored(45, 15)));

        Assert.Equal((0.75, "45/60", ""), (measured.Value, measured.Counts, measured.UnknownReason));
        Assert.Equal(0.6276792992295218, measured.Low!.Value, 9);
        Assert.Equal(0.8422347746994333, measured.High!.Value, 9);
    }

    // Scores 1, 1, .5, 0: mean .625, s = √(.6875/3) = .478714, s/√4 = .239357, t(3) = 3.182446: ± .761741, cut to 0 to 1.
    [Theory]
    [InlineData("score_mean")]
    [InlineData("label.mean")]
    public void A_mean_score_has_the_t_interval_of_its_items(string metric)
    {
        var measured = Measurement.Of(
            AtLeast(0.5, metric),
            Subject([SampleResults.Pass("a"), SampleResults.Pass("b"), SampleResults.Fail("c", 0.5), SampleResults.Fail("d")])
        );

        Assert.Equal((0.625, 0.0, 1.0, "4 items"), (measured.Value, measured.Low, measured.High, measured.Counts));
    }

    // (3 · 1 + 1 · 0) / 4, and of the grader alone (1 + 0) / 2.
    [Fact]
    public void The_mean_score_weighs_items_and_that_of_a_grader_does_not()
    {
        var subject = Subject([SampleResults.Pass("a") with { Weight = 3 }, SampleResults.Fail("b")]);

        Assert.Equal(0.75, Measurement.Of(AtLeast(0.5, "score_mean"), subject).Value);
        Assert.Equal(0.5, Measurement.Of(AtLeast(0.5, "label.mean"), subject).Value);
    }

    [Fact]
    public void Repeats_are_averaged_within_their_item()
    {
        var subject = Subject([
            .. Enumerable.Range(1, 3).Select(repeat => SampleResults.Pass("a", repeat: repeat)),
            SampleResults.Fail("b"),
            SampleResults.Fail("b", repeat: 2),
            SampleResults.Pass("b", repeat: 3),
        ]);

        var measured = Measurement.Of(AtLeast(0.5), subject);

        Assert.Equal(2.0 / 3, measured.Value!.Value, 12);
        Assert.Equal("2 items", measured.Counts);
    }

    [Fact]
    public void A_grader_that_is_often_undecided_is_not_measured_although_its_items_are_decided()
    {
        var reported = new GraderVerdict
        {
            Id = "label",
            Type = "judge",
            Score = Score.Undecided("judge.unreadable", "No verdict."),
            Pass = null,
            Weight = 0,
        };
        var subject = Subject(
            Scored(58, 0)
                .Concat(
                    Times(2, id => SampleResults.Pass(id), "u")
                        .Select(result => result with { Grade = new ItemGrade(ItemStatus.Pass, 1, [reported]) })
                )
        );

        Assert.False(subject.HasTooManyUnscored);
        Assert.Equal(1, Measurement.Of(AtLeast(0.5), subject).Value);
        Assert.Equal(
            new Measurement(
                null,
                UnknownReason: "2 of 60 verdicts of “label” are undecided; more than 2% left out is no basis for a rate."
            ),
            Measurement.Of(AtLeast(0.5, "label.pass_rate"), subject)
        );
    }

    [Fact]
    public void Where_nothing_is_scored_nothing_is_measured() =>
        Assert.Equal(
            "Nothing is scored for pass_rate, tag nowhere.",
            Measurement.Of(AtLeast(0.5) with { Tag = "nowhere" }, Subject(Scored(3, 0))).UnknownReason
        );

    [Fact]
    public void Calls_that_failed_or_came_to_no_decision_are_shares_of_all_calls()
    {
        var subject = Subject([
            SampleResults.Pass("a"),
            SampleResults.Error("b"),
            SampleResults.Undecided("c"),
            SampleResults.Error("d"),
            SampleResults.Fail("e"),
        ]);

        Assert.Equal(new Measurement(0.4, Counts: "2/5"), Measurement.Of(AtMost(1, "error_rate"), subject));
        Assert.Equal(new Measurement(0.2, Counts: "1/5"), Measurement.Of(AtMost(1, "undecided_rate"), subject));
        Assert.Equal("There is no call.", Measurement.Of(AtMost(1, "error_rate") with { Tag = "nowhere" }, subject).UnknownReason);
    }

    // Cut off after some text, and before any.
    [Fact]
    public void Responses_that_were_cut_off_are_a_share_of_all_calls()
    {
        var subject = Subject([
            SampleResults.Pass("a") with
            {
                FinishReason = "length",
            },
            SampleResults.Pass("b") with
            {
                FinishReason = "stop",
            },
            SampleResults.Fail("c"),
            SampleResults.Error("d") with
            {
                Failure = new Failure(FailureType.Length, "No text."),
            },
        ]);

        Assert.Equal(new Measurement(0.5, Counts: "2/4"), Measurement.Of(AtMost(1, "truncated_rate"), subject));
    }

    // Four calls at half a dollar each on two items, of which three are right.
    [Theory]
    [InlineData("cost_usd", 2, "4 calls")]
    [InlineData("cost_per_item_usd", 1, "2 items")]
    [InlineData("cost_per_correct_usd", 2.0 / 3, "3 right")]
    public void A_cost_is_counted_by_call_by_item_and_by_right_answer(string metric, double expected, string counts)
    {
        var subject = Subject([
            SomeResults.Scored("a", 1),
            SomeResults.Scored("a", 1, repeat: 2),
            SomeResults.Scored("b", 1),
            SomeResults.Scored("b", 0, repeat: 2),
        ]);

        var measured = Measurement.Of(AtMost(10, metric), subject);

        Assert.Equal(expected, measured.Value!.Value, 12);
        Assert.Equal((counts, null), (measured.Counts, measured.Low));
    }

    // 100 in and 10 out each; the third call does not report them.
    [Theory]
    [InlineData("input_tokens_per_call", 100)]
    [InlineData("output_tokens_per_call", 10)]
    public void Tokens_are_the_mean_of_the_calls_that_report_them(string metric, double expected)
    {
        var subject = Subject([SomeResults.Scored("a", 1), SomeResults.Scored("b", 0), SomeResults.Scored("c", 1) with { Usage = null }]);

        Assert.Equal(new Measurement(expected, Counts: "2 calls"), Measurement.Of(AtMost(1000, metric), subject));
    }

    [Fact]
    public void What_the_cache_answered_costs_what_it_cost_when_it_was_asked() =>
        Assert.Equal(
            0.7,
            Measurement
                .Of(
                    AtMost(10, "cost_usd"),
                    Subject([
                        SomeResults.Scored("a", 1) with
                        {
                            Cached = true,
                            CostUsd = 0,
                            OriginalCostUsd = 0.2m,
                        },
                        SomeResults.Scored("b", 1),
                    ])
                )
                .Value
        );

    [Fact]
    public void An_unknown_price_is_not_judged_and_no_zero()
    {
        var outcome = Judge(
            AtMost(0, "cost_usd"),
            Subject([SomeResults.Scored("a", 1) with { CostUsd = null }, SomeResults.Scored("b", 1)])
        );

        Assert.Equal(
            (GateState.NotJudged, "The price of a call is not known. Give the model a price in promptlab.yaml."),
            (outcome.State, outcome.NotJudgedReason)
        );
    }

    [Fact]
    public void Without_a_right_answer_none_has_a_cost() =>
        Assert.Equal(
            "Nothing is right, so a right answer has no cost.",
            Measurement.Of(AtMost(10, "cost_per_correct_usd"), Subject([SomeResults.Scored("a", 0)])).UnknownReason
        );
}
