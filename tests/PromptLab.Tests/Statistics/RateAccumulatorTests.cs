using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class RateAccumulatorTests
{
    // golden_public.json: wilson-42-of-50 (statsmodels).
    [Fact]
    public void Items_that_were_asked_once_and_stand_alone_have_Wilsons_interval()
    {
        var interval = Of([.. Enumerable.Range(0, 50).Select(i => (i < 42 ? 1.0 : 0, 1, default(string)))]).Interval!.Value;

        Assert.Equal(0.7148578393696501, interval.Low, 1e-9);
        Assert.Equal(0.916625793219666, interval.High, 1e-9);
    }

    // golden_public.json: repeats-flakiness-10x3: mean 2/3, standard error 0.1314684396; t(9) = 2.2621572, so that the effective number
    // is 2/9 / 0.1314684² · (1.9599640 / 2.2621572)² = 9.6515064, and Wilson's interval by another program.
    [Fact]
    public void Items_that_were_asked_several_times_have_Wilsons_interval_with_the_effective_number()
    {
        double[] shares = [1, 2 / 3d, 0, 1, 1 / 3d, 1, 2 / 3d, 0, 1, 1];

        var rate = Of([.. shares.Select(share => (share, 3, default(string)))]);

        Assert.Equal(2 / 3d, rate.Rate!.Value, 1e-12);
        Assert.Equal(0.3632510, rate.Interval!.Value.Low, 1e-6);
        Assert.Equal(0.8751821, rate.Interval!.Value.High, 1e-6);
    }

    // golden_public.json: clustered-se-18-6: mean 11/18, standard error 0.1659794, t(5) = 2.5705818: an effective number of 5.0149980.
    [Fact]
    public void Clusters_have_Wilsons_interval_with_the_effective_number()
    {
        int[] values = [1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0];

        var interval = Of([
            .. values.Zip("aaaabbbccddddeeeff", (value, cluster) => ((double)value, 1, (string?)cluster.ToString())),
        ]).Interval!.Value;

        Assert.Equal(0.2382565, interval.Low, 1e-6);
        Assert.Equal(0.8875775, interval.High, 1e-6);
    }

    // Wilson for 10 of 10: low = n / (n + z²) = 10 / 13.8414588.
    [Theory]
    [InlineData(1, 0.7224672, 1)]
    [InlineData(0, 0, 1 - 0.7224672)]
    public void Repeats_that_all_come_out_alike_are_no_point_but_Wilsons_interval_over_the_items(double share, double low, double high)
    {
        var interval = Of([.. Enumerable.Repeat((share, 3, default(string)), 10)]).Interval!.Value;

        Assert.Equal(low, interval.Low, 1e-6);
        Assert.Equal(high, interval.High, 1e-6);
    }

    // Wilson for 2 of 2: 2 / 5.8414588.
    [Fact]
    public void Of_clusters_that_all_pass_each_counts_once() =>
        Assert.Equal(0.3423802, Of((1, 1, "a"), (1, 1, "a"), (1, 1, "a"), (1, 1, "b"), (1, 1, "b")).Interval!.Value.Low, 1e-6);

    [Fact]
    // 1 / (1 + z²).
    public void One_item_alone_has_Wilsons_interval() => Assert.Equal(0.2065493, Of((1, 1, null)).Interval!.Value.Low, 1e-6);

    [Fact]
    public void Without_items_and_where_all_are_half_right_there_is_no_interval()
    {
        Assert.Null(Of().Rate);
        Assert.Null(Of().Interval);
        Assert.Null(Of((0.5, 2, null)).Interval);
        Assert.Null(Of((0.5, 2, null), (0.5, 2, null)).Interval);
    }

    private static RateAccumulator Of(params (double Share, int Repeats, string? Cluster)[] items)
    {
        var rate = new RateAccumulator();
        foreach (var (share, repeats, cluster) in items)
            rate.Add(share, repeats, cluster);
        return rate;
    }
}
