using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class WeightedMeanTests
{
    // Weights 3, 1, 1 of 0.2, 0.9, 0.5: mean 2/5 = 0.4; the weighed residuals are −0.6, 0.5, 0.1 with the squares 0.36, 0.25, 0.01.
    // √(3/2 · 0.62) / 5 = 0.1928730; t(2) = 4.3026527: ± 0.8298656, cut below 0.
    [Fact]
    public void The_interval_is_that_of_a_ratio_and_cut_to_a_score()
    {
        var mean = Of((0.2, 3, null), (0.9, 1, null), (0.5, 1, null));

        Assert.Equal(0.4, mean.Mean!.Value, 1e-12);
        Assert.Equal(new Interval(0, 1), mean.Interval());
        // 50% confidence: t(2) = 0.8164966, ± 0.1574802.
        Assert.Equal(0.4 - 0.1574802, mean.Interval(0.5)!.Value.Low, 1e-6);
        Assert.Equal(0.4 + 0.1574802, mean.Interval(0.5)!.Value.High, 1e-6);
    }

    [Fact]
    public void With_equal_weights_it_is_the_interval_of_the_plain_mean()
    {
        double[] values = [0.25, 0.5, 0.55, 0.3, 0.45, 0.4];
        var plain = MeanEstimate.Of(values)!.Interval!.Value;

        var interval = Of([.. values.Select(value => (value, 2.5, default(string)))]).Interval()!.Value;

        Assert.Equal(plain.Low, interval.Low, 1e-12);
        Assert.Equal(plain.High, interval.High, 1e-12);
    }

    // golden_public.json: clustered-se-18-6, halved so that nothing is cut: mean 0.30556, standard error 0.08299.
    [Fact]
    public void Items_of_one_cluster_count_as_one_unit()
    {
        int[] values = [1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0];

        var interval = Of([.. values.Zip("aaaabbbccddddeeeff", (value, cluster) => (value / 2.0, 1.0, (string?)cluster.ToString()))])
            .Interval()!
            .Value;

        Assert.Equal(0.18444753544677833 / 2, interval.Low, 1e-9);
        Assert.Equal(1.037774686775444 / 2, interval.High, 1e-9);
    }

    [Fact]
    public void Below_two_units_and_where_all_are_alike_there_is_no_interval()
    {
        Assert.Null(Of().Mean);
        Assert.Null(Of().Interval());
        Assert.Null(Of((0.5, 1, null)).Interval());
        Assert.Null(Of((0.2, 1, "a"), (0.8, 1, "a")).Interval());
        Assert.Null(Of((0.1 + 0.2, 1, null), (0.3, 7, null), (0.3, 0.1, null)).Interval());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of((value, 1, null)));

    private static WeightedMean Of(params (double Value, double Weight, string? Cluster)[] items)
    {
        var mean = new WeightedMean();
        foreach (var (value, weight, cluster) in items)
            mean.Add(value, weight, cluster);
        return mean;
    }
}
