using PromptLab.Results;
using static PromptLab.Tests.Results.SomeResults;

namespace PromptLab.Tests.Results;

public sealed class RunSummaryTests
{
    [Fact]
    public void Errors_and_undecided_items_are_counted_beside_the_rate_and_never_in_it()
    {
        var summary = RunSummary.Of([Scored("a", 1), Scored("b", 0), Scored("c", 1), Failed("d"), Undecided("e")]);

        Assert.Equal((5, 3, 1, 1, 2), (summary.Results, summary.Scored, summary.Undecided, summary.Errors, summary.Passed));
        Assert.Equal(2 / 3d, summary.PassRate!.Value, 1e-12);
        Assert.Equal(2 / 3d, summary.ScoreMean!.Value, 1e-12);
    }

    [Fact]
    public void Repeats_are_averaged_within_an_item_first()
    {
        // Item a: 1 of 3 repeats passes. Item b: its only answered repeat passes. (1/3 + 1) / 2, not 2 / 4.
        var summary = RunSummary.Of([
            Scored("a", 1),
            Scored("a", 0, 2),
            Scored("a", 0, 3),
            Scored("b", 1),
            Failed("b", repeat: 2),
            Failed("b", repeat: 3),
        ]);

        Assert.Equal(2 / 3d, summary.PassRate!.Value, 1e-12);
        Assert.Equal(2, summary.Items);
    }

    [Fact]
    public void The_mean_score_weighs_items_and_the_pass_rate_does_not()
    {
        var summary = RunSummary.Of([Scored("a", 1, weight: 3), Scored("b", 0.5)]);

        Assert.Equal(((3 * 1) + 0.5) / 4, summary.ScoreMean!.Value, 1e-12);
        Assert.Equal(0.5, summary.PassRate);
    }

    [Fact]
    public void The_interval_of_a_run_asked_once_is_Wilsons()
    {
        var summary = RunSummary.Of(Enumerable.Range(0, 50).Select(i => Scored($"i{i:00}", i < 42 ? 1 : 0)));

        Assert.Equal(0.7148578393696501, summary.PassInterval!.Value.Low, 1e-9);
    }

    [Fact]
    public void The_order_of_arrival_makes_no_difference()
    {
        var results = Enumerable.Range(0, 40).Select(i => Scored($"i{i:00}", i / 39d, weight: 1 + (i / 7d))).ToList();

        Assert.Equal(RunSummary.Of(results).ScoreMean, RunSummary.Of(Enumerable.Reverse(results)).ScoreMean);
    }

    [Fact]
    public void A_run_in_which_nothing_was_answered_has_no_rate()
    {
        var summary = RunSummary.Of([Failed("a", "http-401"), Failed("b", "http-401"), Failed("c")]);

        Assert.Null(summary.PassRate);
        Assert.Null(summary.ScoreMean);
        Assert.Null(summary.LatencyP50);
        Assert.True(summary.HasTooManyErrors);
        Assert.Equal([new("http-401", 2), new("timeout", 1)], summary.Failures);
    }

    [Theory]
    [InlineData(2, false)] // exactly 2%
    [InlineData(3, true)]
    public void More_than_two_percent_of_failed_calls_are_too_many(int failed, bool tooMany)
    {
        var results = Enumerable.Range(0, 100).Select(i => i < failed ? Failed($"i{i:00}") : Scored($"i{i:00}", 1));

        Assert.Equal(tooMany, RunSummary.Of(results).HasTooManyErrors);
    }

    [Fact]
    public void One_call_without_a_known_price_makes_the_total_unknown()
    {
        var summary = RunSummary.Of([Scored("a", 1), Scored("b", 1) with { CostUsd = null }, Failed("c")]);

        Assert.Null(summary.Usage.CostUsd);
        Assert.Equal((0.5m, 1), (summary.Usage.KnownCostUsd, summary.Usage.Unpriced));
    }

    [Fact]
    public void Each_tag_has_its_own_rate_with_its_denominator()
    {
        var summary = RunSummary.Of([
            Scored("a", 1, tags: ["long", "typo"]),
            Scored("b", 0, tags: "long"),
            Failed("c") with
            {
                Tags = ["long"],
            },
        ]);

        Assert.Collection(
            summary.Tags,
            tag => Assert.Equal(("long", 3, 2, 1, 0.5), (tag.Tag, tag.Results, tag.Scored, tag.Passed, tag.PassRate)),
            tag => Assert.Equal(("typo", 1, 1, 1, 1.0), (tag.Tag, tag.Results, tag.Scored, tag.Passed, tag.PassRate))
        );
    }

    [Fact]
    public void Each_grader_has_its_mean_and_the_reasons_of_what_did_not_pass()
    {
        var grader = Assert.Single(RunSummary.Of([Scored("a", 1), Scored("b", 0), Undecided("c")]).Graders);

        Assert.Equal((3, 2, 1, 0.5), (grader.Applied, grader.Decided, grader.Passed, grader.Mean));
        Assert.Equal([new("equals.different", 1), new("regex.timeout", 1)], grader.Reasons);
    }
}
