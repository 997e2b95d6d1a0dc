using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class MeanEstimateTests
{
    // Mean 2, s = 1, s/√3 = 0.577350; t of 2 degrees of freedom leaves 2.5% beyond 4.302653 (any table).
    [Fact]
    public void One_two_three_are_as_worked_by_hand()
    {
        var estimate = MeanEstimate.Of([1, 2, 3])!;

        Assert.Equal((2, 3, 3, true), (estimate.Mean, estimate.Count, estimate.Units, estimate.HasVariation));
        Assert.Equal(1 / Math.Sqrt(3), estimate.StandardError!.Value, 1e-12);
        Assert.Equal(2 - (4.302653 / Math.Sqrt(3)), estimate.Interval!.Value.Low, 1e-6);
        Assert.Equal(2 + (4.302653 / Math.Sqrt(3)), estimate.Interval!.Value.High, 1e-6);
    }

    // t = 2√3 on 2 degrees of freedom, whose distribution function is ½ + t / (2 √(2 + t²)).
    [Fact]
    public void The_probability_above_zero_is_that_of_t() =>
        Assert.Equal(0.5 + (2 * Math.Sqrt(3) / (2 * Math.Sqrt(14))), MeanEstimate.Of([1, 2, 3])!.ProbabilityAboveZero!.Value, 1e-12);

    // Sums of the clusters less their share of the mean 0.5: a (1, 1): 1, b (0, 0): −1. √(2/1 · (1 + 1))/4 = 0.5; without 2/1 0.353553.
    [Fact]
    public void Two_clusters_are_as_worked_by_hand()
    {
        var estimate = MeanEstimate.Of([1, 1, 0, 0], ["a", "a", "b", "b"])!;

        Assert.Equal((0.5, 2), (estimate.Mean, estimate.Units));
        Assert.Equal(0.5, estimate.StandardError!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(2) / 4, estimate.StandardErrorUncorrected!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(1.0 / 3 / 4), estimate.StandardErrorNaive!.Value, 1e-12);
    }

    // √(3/2 · (1² + 0.5² + 0.5²))/4: the cluster a has the sum 1 above its share, the two others ½ below theirs.
    [Fact]
    public void An_item_without_a_cluster_is_a_unit_of_its_own()
    {
        var estimate = MeanEstimate.Of([1, 0, 1, 0], ["a", null, "a", null])!;

        Assert.Equal(3, estimate.Units);
        Assert.Equal(Math.Sqrt(1.5 * 1.5) / 4, estimate.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Clusters_of_one_change_nothing() =>
        Gen.Double[-1, 1]
            .Array[2, 30]
            .Sample(values =>
            {
                var (alone, named) = (MeanEstimate.Of(values)!, MeanEstimate.Of(values, [.. values.Select((_, i) => $"c{i}")])!);
                Assert.Equal(alone.Units, named.Units);
                Assert.Equal(alone.StandardError!.Value, named.StandardError!.Value, 1e-12);
                Assert.Equal(alone.StandardErrorNaive!.Value, alone.StandardError!.Value, 1e-12);
                Assert.InRange(alone.Mean, alone.Interval!.Value.Low, alone.Interval!.Value.High);
            });

    [Fact]
    public void The_t_interval_without_variation_is_the_mean_alone()
    {
        var estimate = MeanEstimate.Of([0.1, 0.1, 0.1])!;

        Assert.False(estimate.HasVariation);
        Assert.Equal(new Interval(0.1, 0.1), estimate.Interval);
        Assert.Equal(0, estimate.StandardError);
        Assert.Null(estimate.ProbabilityAboveZero);
    }

    [Fact]
    public void Clusters_that_are_alike_have_no_variation_whatever_is_within()
    {
        var estimate = MeanEstimate.Of([0.1, 0.2, 0.3, 0.3, 0.2, 0.1], ["a", "a", "a", "b", "b", "b"])!;

        Assert.False(estimate.HasVariation);
        Assert.Equal((0, 0.2), (estimate.StandardError!.Value, Math.Round(estimate.Interval!.Value.High, 12)));
        Assert.True(estimate.StandardErrorNaive > 0);
    }

    [Fact]
    public void Where_all_is_zero_better_is_as_likely_as_worse() => Assert.Equal(0.5, MeanEstimate.Of([0, 0, 0])!.ProbabilityAboveZero);

    [Fact]
    public void A_single_unit_has_a_mean_and_no_standard_error()
    {
        var (item, cluster) = (MeanEstimate.Of([0.7])!, MeanEstimate.Of([1, 0], ["a", "a"])!);

        Assert.Equal((0.7, 1), (item.Mean, item.Units));
        Assert.Null(item.StandardError);
        Assert.Null(item.StandardErrorNaive);
        Assert.Null(item.Interval);
        Assert.Null(item.ProbabilityAboveZero);
        Assert.Equal((0.5, 1), (cluster.Mean, cluster.Units));
        Assert.Null(cluster.StandardError);
    }

    [Fact]
    public void Nothing_has_no_mean() => Assert.Null(MeanEstimate.Of([]));

    // t of one degree of freedom leaves 0.005% beyond 1/tan(π · 0.00005) = 6366.1977.
    [Fact]
    public void Two_values_have_an_interval_however_sure_it_must_be() =>
        Assert.Equal(
            0.2 + (0.1 / Math.Tan(Math.PI * 0.00005)),
            MeanEstimate.Of([0.1, 0.3], confidence: 0.9999)!.Interval!.Value.High,
            1e-6
        );

    // The quantile of a normal distribution, 1.959964, plus (z³ + z)/4/99,999, the first term of the expansion of t.
    [Fact]
    public void A_hundred_thousand_values_need_no_list()
    {
        var sum = new MeanAccumulator();
        for (var i = 0; i < 100_000; i++)
            sum.Add(i % 2);
        var estimate = sum.Estimate()!;

        Assert.Equal((0.5, 100_000, 100_000), (Math.Round(estimate.Mean, 12), estimate.Count, sum.Count));
        Assert.Equal(0.5 / Math.Sqrt(99_999), estimate.StandardError!.Value, 1e-12);
        Assert.Equal(0.5 + (1.9599877 * 0.5 / Math.Sqrt(99_999)), estimate.Interval!.Value.High, 1e-9);
    }

    [Fact]
    public void Nothing_added_has_no_mean() => Assert.Null(new MeanAccumulator().Estimate());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("values", () => MeanEstimate.Of([1, value]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanAccumulator().Add(value));
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>("clusters", () => MeanEstimate.Of([1, 2], ["a"]));
}
