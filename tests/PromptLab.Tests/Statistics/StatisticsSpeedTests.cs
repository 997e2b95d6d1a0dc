using System.Diagnostics;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

/// <summary>What must not keep a person waiting. Each limit is five times what is aimed at, and the best of three tries counts.</summary>
public sealed class StatisticsSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Ten_thousand_resamples_of_a_hundred_items_take_no_time()
    {
        var differences = Differences(100);

        AssertFaster(100, () => BcaBootstrap.Of(differences, new RandomSource(1)));
    }

    [Fact]
    public void Random_sign_flips_of_a_hundred_thousand_differences_take_half_a_second()
    {
        var differences = Differences(100_000);

        AssertFaster(2500, () => Assert.Equal(SignFlipMethod.MonteCarlo, SignFlipTest.Of(differences, new RandomSource(1)).Method));
    }

    [Fact]
    public void All_patterns_of_twenty_differences_take_no_time()
    {
        var differences = Differences(20);

        AssertFaster(100, () => Assert.Equal(SignFlipMethod.Enumeration, SignFlipTest.Of(differences, new RandomSource(1)).Method));
    }

    [Fact]
    public void The_exact_sums_of_two_thousand_thirds_take_no_time()
    {
        double[] differences = [.. Enumerable.Range(0, 2000).Select(i => ((i % 7) - 3) / 3.0)];

        AssertFaster(250, () => Assert.Equal(SignFlipMethod.Grid, SignFlipTest.Of(differences, new RandomSource(1)).Method));
    }

    // 7,000 units and sums up to 7,000: just below the 50 million steps that are counted.
    [Fact]
    public void The_longest_exact_counting_takes_a_blink()
    {
        double[] differences = [.. Enumerable.Range(0, 7000).Select(i => i % 3 == 0 ? -1.0 : 1.0)];

        AssertFaster(1000, () => Assert.Equal(SignFlipMethod.Grid, SignFlipTest.Of(differences, new RandomSource(1)).Method));
    }

    [Fact]
    public void The_power_of_a_hundred_thousand_items_takes_no_time() =>
        AssertFaster(250, () => PairedBinaryPower.MidPTest(100_000, 0.05, 0.055));

    [Fact]
    public void The_detectable_effect_of_a_hundred_thousand_items_takes_a_blink() =>
        AssertFaster(1000, () => PairedBinaryPower.MinimumDetectableEffect(100_000, 0.05));

    [Fact]
    public void The_chance_of_passing_a_gate_with_a_hundred_thousand_items_takes_no_time() =>
        AssertFaster(250, () => NonInferiority.PassProbability(100_000, 0.12, 0.05));

    [Fact]
    public void A_mean_of_a_hundred_thousand_items_takes_no_time()
    {
        var differences = Differences(100_000);

        AssertFaster(100, () => MeanEstimate.Of(differences));
    }

    [Fact]
    public void A_corrected_judge_rate_takes_no_time() =>
        AssertFaster(250, () =>
            JudgeCorrection.Of(new Proportion(82, 100), new Proportion(26, 30), new Proportion(2, 10), new RandomSource(1))
        );

    private static double[] Differences(int count)
    {
        var random = new RandomSource(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.Next() / (double)uint.MaxValue) - 0.45)];
    }

    private void AssertFaster(double milliseconds, Action work)
    {
        var best = Enumerable
            .Range(0, 3)
            .Min(_ =>
            {
                var watch = Stopwatch.StartNew();
                work();
                return watch.Elapsed.TotalMilliseconds;
            });
        output.WriteLine($"{best:F1} ms");
        Assert.True(best < milliseconds, $"{best:F1} ms");
    }
}
