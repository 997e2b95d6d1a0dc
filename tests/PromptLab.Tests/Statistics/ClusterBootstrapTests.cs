using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class ClusterBootstrapTests
{
    // The mean of 100 values of 0 or 1, half of each, has the standard error 0.05: 0.5 ± 0.098.
    [Fact]
    public void The_interval_of_a_mean_is_about_that_of_the_normal_distribution()
    {
        var interval = Interval(Enumerable.Range(0, 100).Select(unit => (IReadOnlyList<int>)[unit]), unit => unit % 2);

        Assert.InRange(interval!.Value.Low, 0.38, 0.42);
        Assert.InRange(interval.Value.High, 0.58, 0.62);
    }

    // Ten clusters of ten equal units are ten values: the standard error is 0.158.
    [Fact]
    public void Units_of_one_cluster_are_drawn_together()
    {
        var interval = Interval(
            Enumerable.Range(0, 10).Select(cluster => (IReadOnlyList<int>)[.. Enumerable.Range(10 * cluster, 10)]),
            unit => unit / 10 % 2
        );

        Assert.InRange(interval!.Value.Low, 0.15, 0.25);
        Assert.InRange(interval.Value.High, 0.75, 0.85);
    }

    [Fact]
    public void What_does_not_vary_or_is_mostly_undefined_has_no_interval()
    {
        Assert.Null(Interval(Enumerable.Range(0, 100).Select(unit => (IReadOnlyList<int>)[unit]), _ => 1));
        Assert.Null(
            Interval(
                [
                    [0, 1, 2],
                ],
                unit => unit
            )
        );
        Assert.Null(
            ClusterBootstrap.Of(
                [
                    [0],
                    [1],
                ],
                units => units[0] == units[1] ? null : 1.0,
                new RandomSource(1)
            )
        );
    }

    private static Interval? Interval(IEnumerable<IReadOnlyList<int>> clusters, Func<int, double> valueOf) =>
        ClusterBootstrap.Of([.. clusters], units => units.Average(valueOf), new RandomSource(1));
}
