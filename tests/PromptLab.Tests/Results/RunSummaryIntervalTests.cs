using PromptLab.Results;
using PromptLab.Running;
using static PromptLab.Tests.Results.SomeResults;

namespace PromptLab.Tests.Results;

public sealed class RunSummaryIntervalTests
{
    // golden_public.json: repeats-flakiness-10x3.
    private static readonly int[][] Flaky =
    [
        [1, 1, 1],
        [1, 0, 1],
        [0, 0, 0],
        [1, 1, 1],
        [0, 1, 0],
        [1, 1, 1],
        [1, 1, 0],
        [0, 0, 0],
        [1, 1, 1],
        [1, 1, 1],
    ];

    // Its mean is 2/3 and its standard error 0.1314684396244359; t(9) = 2.2621572: ± 0.2974023.
    [Fact]
    public void Flaky_items_of_the_holdout_are_counted_and_not_named()
    {
        var summary = RunSummary.Of(
            new[] { ("a", "dev"), ("b", "holdout"), ("c", "holdout") }.SelectMany(item =>
                new[] { Scored(item.Item1, 1), Scored(item.Item1, item.Item1 == "c" ? 1 : 0, 2) }.Select(result =>
                    result with
                    {
                        Split = item.Item2,
                    }
                )
            )
        );

        Assert.Equal(["a"], summary.Repeats!.Flaky.Select(item => item.ItemId));
        Assert.Equal((1, 3), (summary.Repeats.FlakyInHoldout, summary.Repeats.Items));
    }

    [Fact]
    public void With_repeats_the_interval_is_that_of_the_items_means_and_never_of_the_calls()
    {
        var summary = RunSummary.Of(Repeated());

        Assert.Equal((10, 30, 20), (summary.Items, summary.Results, summary.Passed));
        Assert.Equal(2 / 3d, summary.PassRate!.Value, 1e-12);
        foreach (
            var interval in new[] { summary.PassInterval!.Value, summary.ScoreInterval!.Value, summary.Graders[0].MeanInterval!.Value }
        )
        {
            Assert.Equal(0.3632510, interval.Low, 1e-6);
            Assert.Equal(0.8751821, interval.High, 1e-6);
        }
    }

    [Fact]
    public void Repeats_say_how_steady_the_items_are_and_which_are_not()
    {
        var repeats = RunSummary.Of(Repeated()).Repeats!;

        Assert.Equal(10, repeats.Items);
        Assert.Equal(0.2, repeats.ExpectedDisagreement, 1e-9);
        Assert.Equal(0.7, repeats.TotalAgreement, 1e-9);
        Assert.Equal(0.8, repeats.PassAny, 1e-12); // all but the two that never pass
        Assert.Equal(0.5, repeats.PassAll, 1e-12);
        Assert.Equal([new FlakyItem("i1", 2, 3), new FlakyItem("i4", 1, 3), new FlakyItem("i6", 2, 3)], repeats.Flaky);
    }

    [Fact]
    public void An_item_with_one_scored_repeat_says_nothing_of_steadiness()
    {
        var summary = RunSummary.Of([
            Scored("a", 1),
            Scored("a", 0, 2),
            Scored("b", 1),
            Failed("b", repeat: 2),
            Failed("c"),
            Failed("c", repeat: 2),
        ]);

        Assert.Equal([new FlakyItem("a", 1, 2)], summary.Repeats!.Flaky);
        Assert.Equal((1, 1.0, 0.0), (summary.Repeats.Items, summary.Repeats.ExpectedDisagreement, summary.Repeats.TotalAgreement));
        Assert.Null(RunSummary.Of([Scored("a", 1), Scored("b", 0)]).Repeats);
    }

    // WeightedMeanTests has the figures: weights 3, 1, 1 of 0.2, 0.9, 0.5 give 0.4 and an interval that is cut to 0 and 1.
    // With 0.4, 0.5, 0.3 the mean is 2/5 and the weighed residuals 0, 0.1, −0.1: √(3/2 · 0.02) / 5 = 0.0346410, t(2) = 4.3026527.
    [Fact]
    public void The_mean_score_has_the_interval_of_a_weighted_mean()
    {
        var interval = RunSummary.Of([Scored("a", 0.4, weight: 3), Scored("b", 0.5), Scored("c", 0.3)]).ScoreInterval!.Value;

        Assert.Equal(0.4 - 0.1490482, interval.Low, 1e-6);
        Assert.Equal(0.4 + 0.1490482, interval.High, 1e-6);
    }

    // golden_public.json: clustered-se-18-6.
    [Fact]
    public void Items_of_one_cluster_widen_the_interval()
    {
        int[] values = [1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0];

        var summary = RunSummary.Of(
            values.Zip("aaaabbbccddddeeeff").Select((one, i) => Scored($"i{i:00}", one.First) with { Cluster = one.Second.ToString() })
        );

        Assert.Equal(0.2382565, summary.PassInterval!.Value.Low, 1e-6);
        Assert.Equal(0.8875775, summary.PassInterval.Value.High, 1e-6);
        Assert.Equal(0.2382565, summary.ScoreInterval!.Value.Low, 1e-6);
    }

    // Wilson for 2 of 3, z² = 3.8414588: (2 + z²/2 ± z·√(2/3 + z²/4)) / (3 + z²).
    [Fact]
    public void Each_tag_and_each_grader_has_its_own_interval()
    {
        var summary = RunSummary.Of([
            Scored("a", 1, tags: "long"),
            Scored("b", 1, tags: "long"),
            Scored("c", 0, tags: "long"),
            Scored("d", 1, tags: "short"),
        ]);

        Assert.Equal(0.2076596, summary.Tags[0].PassInterval!.Value.Low, 1e-6);
        Assert.Equal(0.9385081, summary.Tags[0].PassInterval!.Value.High, 1e-6);
        Assert.Equal(0.2065493, summary.Tags[1].PassInterval!.Value.Low, 1e-6); // 1 of 1: 1 / (1 + z²)
        Assert.Equal(summary.PassInterval, summary.Graders[0].MeanInterval);
        Assert.Null(RunSummary.Of([Failed("a") with { Tags = ["long"] }]).Tags[0].PassInterval);
    }

    // t(1) = 12.7062047: 0.5 ± 12.7062047 · 0.1, cut to a score.
    [Fact]
    public void Graded_items_have_a_t_interval_and_none_where_they_are_all_alike()
    {
        Assert.Equal(
            (0.0, 1.0),
            (
                RunSummary.Of([Scored("a", 0.4), Scored("b", 0.6)]).ScoreInterval!.Value.Low,
                RunSummary.Of([Scored("a", 0.4), Scored("b", 0.6)]).ScoreInterval!.Value.High
            )
        );
        Assert.Null(RunSummary.Of([Scored("a", 0.4), Scored("b", 0.4)]).ScoreInterval);
        Assert.Null(RunSummary.Of([Scored("a", 0.4)]).ScoreInterval);
    }

    private static IEnumerable<ItemResult> Repeated() =>
        Flaky.SelectMany((repeats, item) => repeats.Select((score, repeat) => Scored($"i{item}", score, repeat + 1)));
}
