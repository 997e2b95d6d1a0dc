using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class NonInferiorityTests
{
    // Of 100 items 12% differ by chance.
    [Theory]
    [InlineData(0.05, 0.40)]
    [InlineData(0.10, 0.86)]
    public void An_unchanged_prompt_passes_as_often_as_simulated(double margin, double expected)
    {
        var random = new RandomSource(20261129);
        var passed = 0;
        for (var night = 0; night < 4_000; night++)
        {
            var flips = Enumerable.Range(0, 100).Select(_ => random.Below(100)).ToList();
            passed +=
                TangoInterval.LowerLimit(flips.Count(flip => flip < 6), flips.Count(flip => flip is >= 6 and < 12), 100) > -margin ? 1 : 0;
        }

        Assert.Equal(expected, passed / 4_000d, 0.025);
        Assert.Equal(expected, NonInferiority.PassProbability(100, 0.12, margin), 0.01);
    }

    // Every table of losses and wins, one by one.
    [Theory]
    [InlineData(1, 0.3, 0.5)]
    [InlineData(12, 0.5, 0.3)]
    [InlineData(30, 0.2, 0.1)]
    [InlineData(30, 1, 0.6)]
    public void It_is_the_sum_over_all_tables(int items, double discordance, double margin)
    {
        var expected = 0.0;
        for (var losses = 0; losses <= items; losses++)
        {
            for (var wins = 0; losses + wins <= items; wins++)
            {
                if (TangoInterval.LowerLimit(losses, wins, items) > -margin)
                    expected +=
                        Ways(items, losses)
                        * Ways(items - losses, wins)
                        * Math.Pow(discordance / 2, losses + wins)
                        * Math.Pow(1 - discordance, items - losses - wins);
            }
        }

        Assert.Equal(expected, NonInferiority.PassProbability(items, discordance, margin), 1e-10);
    }

    // Without any change the limit is −z²/(n + z²): −0.0263 with 100 items, −0.105 with 23.
    [Fact]
    public void Where_nothing_ever_differs_it_is_a_matter_of_the_number_of_items()
    {
        Assert.Equal(1, NonInferiority.PassProbability(100, 0, 0.05));
        Assert.Equal(0, NonInferiority.PassProbability(23, 0, 0.05));
    }

    [Fact]
    public void Impossible_values_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("items", () => NonInferiority.PassProbability(0, 0.1, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>("margin", () => NonInferiority.PassProbability(10, 0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("discordance", () => NonInferiority.PassProbability(10, double.NaN, 0.05));
    }

    private static double Ways(int from, int choose) =>
        Enumerable.Range(1, choose).Aggregate(1.0, (ways, i) => ways * (from - choose + i) / i);
}
