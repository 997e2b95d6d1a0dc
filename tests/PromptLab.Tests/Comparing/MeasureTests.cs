using PromptLab.Comparing;
using PromptLab.Models;
using PromptLab.Running;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class MeasureTests
{
    [Fact]
    public void Repeats_are_averaged_within_an_item_before_anything_is_compared()
    {
        var pairs = RunComparison
            .Between(
                Run("p@v1", Fail("a"), Pass("a", repeat: 2), Fail("a", repeat: 3), Fail("a", repeat: 4)),
                Run("p@v2", Pass("a", 0.9), Pass("a", 0.6, repeat: 2), Error("a", repeat: 3), Fail("a", 0.3, repeat: 4))
            )
            .Pairs;

        var (rate, score) = (Measure.PassRate.SampleOf(pairs), Measure.Score.SampleOf(pairs));

        Assert.Equal([0.25], rate.Baseline);
        Assert.Equal([2 / 3d], rate.Candidate);
        Assert.Equal([0.25], score.Baseline);
        Assert.Equal(0.6, Assert.Single(score.Candidate), 1e-12);
        Assert.False(rate.AskedOnce);
    }

    [Fact]
    public void A_pair_without_a_value_on_one_side_is_left_out_and_counted()
    {
        var sample = Measure.PassRate.SampleOf(
            RunComparison
                .Between(
                    Run("p@v1", Pass("a"), Undecided("b"), Error("c"), Fail("d")),
                    Run("p@v2", Fail("a"), Pass("b"), Pass("c"), Error("d"))
                )
                .Pairs
        );

        Assert.Equal([1.0], sample.Baseline);
        Assert.Equal([0.0], sample.Candidate);
        Assert.Equal(3, sample.LeftOut);
        Assert.True(sample.IsBinary);
    }

    [Fact]
    public void A_tag_is_about_its_items_only_and_others_are_not_left_out()
    {
        var sample = Measure
            .OfTag("rare")
            .SampleOf(
                RunComparison
                    .Between(
                        Run("p@v1", Pass("a") with { Tags = ["rare"] }, Pass("b"), Error("c") with { Tags = ["rare", "long"] }),
                        Run("p@v2", Fail("a") with { Tags = ["rare"] }, Pass("b"), Pass("c") with { Tags = ["rare", "long"] })
                    )
                    .Pairs
            );

        Assert.Equal((1, 1), (sample.Baseline.Count, sample.LeftOut));
    }

    [Fact]
    public void A_grader_is_about_the_items_that_it_judged_and_those_that_it_could_not_decide_are_left_out()
    {
        var other = Pass("c");
        other = other with { Grade = other.Grade! with { Verdicts = [other.Grade.Verdicts[0] with { Id = "other" }] } };
        var pairs = RunComparison
            .Between(Run("p@v1", Pass("a", 0.25), Pass("b"), other), Run("p@v2", Pass("a", 0.75), Undecided("b"), other))
            .Pairs;

        var (label, none) = (Measure.OfGrader("label").SampleOf(pairs), Measure.OfGrader("nobody").SampleOf(pairs));

        Assert.Equal([0.25], label.Baseline);
        Assert.Equal([0.75], label.Candidate);
        Assert.Equal((1, 0, 0), (label.LeftOut, none.Baseline.Count, none.LeftOut));
        Assert.Equal([1.0], Measure.PassRateOfGrader("label").SampleOf(pairs).Baseline);
    }

    [Fact]
    public void Tokens_cost_and_latency_are_those_of_answered_calls_and_less_of_them_is_better()
    {
        var pairs = RunComparison
            .Between(
                Run("p@v1", Priced("a", 0.01m, 100), Priced("a", 0.03m, 300) with { Repeat = 2 }, Error("a", repeat: 3)),
                Run("p@v2", Priced("a", 0.05m, 500), Error("a", repeat: 2) with { CostUsd = 9 }, Error("a", repeat: 3))
            )
            .Pairs;

        Assert.All(
            new (Measure Measure, double Before, double After)[]
            {
                (Measure.CostUsd, 0.02, 0.05),
                (Measure.LatencyMs, 200, 500),
                (Measure.InputTokens, 20, 50),
                (Measure.OutputTokens, 2, 5),
            },
            expected =>
            {
                var sample = expected.Measure.SampleOf(pairs);
                Assert.Equal(expected.Before, Assert.Single(sample.Baseline), 1e-12);
                Assert.Equal(expected.After, Assert.Single(sample.Candidate), 1e-12);
                Assert.True(sample.LowerIsBetter);
                Assert.False(sample.IsBinary);
            }
        );
    }

    [Fact]
    public void What_the_cache_answers_costs_what_it_cost_when_it_was_asked()
    {
        var pairs = RunComparison
            .Between(Run("p@v1", Priced("a", 0.02m, 100)), Run("p@v2", Priced("a", 0, 100) with { Cached = true, OriginalCostUsd = 0.03m }))
            .Pairs;

        Assert.Equal([0.03], Measure.CostUsd.SampleOf(pairs).Candidate);
    }

    [Fact]
    public void One_repeat_of_unknown_cost_leaves_its_item_without_a_cost()
    {
        var pairs = RunComparison
            .Between(
                Run("p@v1", Priced("a", 0.02m, 100), Priced("a", null, 100) with { Repeat = 2 }),
                Run("p@v2", Priced("a", 0.02m, 100), Priced("a", 0.02m, 100) with { Repeat = 2 })
            )
            .Pairs;

        Assert.Equal((0, 1), (Measure.CostUsd.SampleOf(pairs).Baseline.Count, Measure.CostUsd.SampleOf(pairs).LeftOut));
    }

    [Fact]
    public void Clusters_come_along()
    {
        var sample = Measure.PassRate.SampleOf(
            RunComparison
                .Between(
                    Run("p@v1", Pass("a") with { Cluster = "one" }, Pass("b") with { Cluster = "one" }, Pass("c")),
                    Run("p@v2", Pass("a") with { Cluster = "one" }, Pass("b") with { Cluster = "one" }, Pass("c"))
                )
                .Pairs
        );

        Assert.Equal(["one", "one", null], sample.Clusters);
        Assert.True(sample.SharesClusters);
        Assert.False(sample.IsBinary);
    }

    private static ItemResult Priced(string id, decimal? cost, int amount) =>
        Pass(id) with
        {
            CostUsd = cost,
            Latency = TimeSpan.FromMilliseconds(amount),
            Usage = new TokenUsage { InputUncached = amount / 10, OutputVisible = amount / 100 },
        };
}
