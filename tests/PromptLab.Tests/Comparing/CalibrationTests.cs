using PromptLab.Comparing;
using PromptLab.Statistics;

namespace PromptLab.Tests.Comparing;

/// <summary>
/// Worlds in which the truth is known: how often a verdict is wrong, how often the interval holds the true difference, and how
/// often a real gain is found. The dice are seeded, so a test fails always or never.
/// </summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const int Worlds = 2_000;
    private const double MostFalseVerdicts = 0.055; // 5% and the error of so many worlds
    private const double LeastCoverage = 0.93;

    // A prompt that is right on 70% of items and, asked anew, on 12% comes out the other way: 6% lost, 6% won.
    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    public void Two_equal_versions_on_right_or_wrong_items_are_seldom_told_apart(int items)
    {
        var found = Simulate(items, 0, random => Flip(random, loss: 0.06, win: 0.06, bothRight: 0.64));

        Assert.True(found.Verdicts <= MostFalseVerdicts, found.ToString());
        Assert.True(found.Covered >= LeastCoverage, found.ToString());
    }

    [Fact]
    public void A_real_gain_is_found_as_often_as_the_power_says_and_the_interval_holds_it()
    {
        const double Loss = 0.05,
            Win = 0.20;

        var found = Simulate(100, Win - Loss, random => Flip(random, Loss, Win, bothRight: 0.60));

        Assert.Equal(PairedBinaryPower.MidPTest(100, Loss, Win), found.Verdicts, 0.03);
        Assert.True(found.Covered >= LeastCoverage, found.ToString());
    }

    // Scores that crowd below 1 and are, asked anew, a little higher or lower.
    [Fact]
    public void Two_equal_versions_on_graded_items_are_seldom_told_apart()
    {
        const int Few = 300; // resampling takes its time
        var found = Simulate(
            30,
            0,
            random =>
            {
                var level = 1 - Math.Pow(Uniform(random), 3);
                return (level * (1 - (Uniform(random) / 5)), level * (1 - (Uniform(random) / 5)));
            },
            Few
        );

        Assert.True(found.Verdicts <= 0.05 + (2 * Math.Sqrt(0.05 * 0.95 / Few)), found.ToString());
        Assert.True(found.Covered >= LeastCoverage, found.ToString());
    }

    // Scores that fall by much on few items and rise by little on many: 1 of 10 by 0.26, 6 of 10 by 0.16, which is 7 points in the mean.
    [Fact]
    public void The_interval_of_skewed_differences_holds_the_true_one()
    {
        var found = Simulate(
            60,
            0.07,
            random =>
            {
                var (kind, noise) = (random.Below(10), (Uniform(random) - 0.5) / 10);
                return (
                    0.5,
                    0.5
                        + noise
                        + (
                            kind == 0 ? -0.26
                            : kind <= 6 ? 0.16
                            : 0
                        )
                );
            },
            worlds: 150
        );

        Assert.True(found.Covered >= LeastCoverage, found.ToString());
    }

    // Twenty sources of five items, and whether a change helps is mostly the source's doing: taken as a hundred items that stand
    // alone, they are told apart far too often.
    [Fact]
    public void Two_equal_versions_on_items_that_share_a_source_are_seldom_told_apart()
    {
        var (clustered, alone) = (new Found(), new Found());
        var random = new RandomSource(20261125);
        for (var world = 0; world < Worlds; world++)
        {
            var sample = ClusteredWorld(random);
            clustered = clustered.And(EvidenceWeighing.Of(sample, random), 0);
            alone = alone.And(EvidenceWeighing.Of(sample with { Clusters = new string?[sample.Baseline.Count] }, random), 0);
        }

        output.WriteLine($"clustered {clustered}, alone {alone}");
        Assert.True(clustered.Verdicts <= MostFalseVerdicts, clustered.ToString());
        Assert.True(clustered.Covered >= LeastCoverage, clustered.ToString());
        Assert.True(alone.Verdicts > 0.10, alone.ToString());
    }

    private Found Simulate(int items, double difference, Func<RandomSource, (double Before, double After)> ask, int worlds = Worlds)
    {
        var random = new RandomSource(20261125).Fork($"{items}");
        var found = new Found();
        for (var world = 0; world < worlds; world++)
        {
            var asked = Enumerable.Range(0, items).Select(_ => ask(random)).ToList();
            var sample = SomeSamples.Of([.. asked.Select(item => item.Before)], [.. asked.Select(item => item.After)]);
            found = found.And(EvidenceWeighing.Of(sample, random.Fork($"{world}")), difference);
        }

        output.WriteLine(found.ToString());
        return found;
    }

    private static (double Before, double After) Flip(RandomSource random, double loss, double win, double bothRight)
    {
        var drawn = Uniform(random);
        return drawn < loss ? (1, 0)
            : drawn < loss + win ? (0, 1)
            : drawn < loss + win + bothRight ? (1, 1)
            : (0, 0);
    }

    // Of each source a coin says whether the change helps it; two of three items that change follow it, the others a coin of their own.
    private static PairedSample ClusteredWorld(RandomSource random)
    {
        var (before, after, clusters) = (new List<double>(), new List<double>(), new List<string?>());
        for (var source = 0; source < 20; source++)
        {
            var helps = random.Below(2);
            for (var item = 0; item < 5; item++)
            {
                var (changes, own) = (random.Below(10) < 4, random.Below(2));
                var outcome = random.Below(3) < 2 ? helps : own;
                var right = random.Below(10) < 7 ? 1 : 0;
                before.Add(changes ? 1 - outcome : right);
                after.Add(changes ? outcome : right);
                clusters.Add($"source {source}");
            }
        }

        return new PairedSample
        {
            Baseline = before,
            Candidate = after,
            Clusters = clusters,
        };
    }

    private static double Uniform(RandomSource random) => Math.ScaleB(random.Next() + 0.5, -32);

    private sealed record Found(int Worlds = 0, int Told = 0, int Held = 0)
    {
        public double Verdicts => (double)Told / Worlds;

        public double Covered => (double)Held / Worlds;

        public Found And(PairedEvidence evidence, double truth) =>
            new(
                Worlds + 1,
                Told + (evidence.Outcome is ComparisonOutcome.Better or ComparisonOutcome.Worse ? 1 : 0),
                Held + (evidence.Interval is { } interval && interval.Low <= truth && truth <= interval.High ? 1 : 0)
            );

        public override string ToString() => FormattableString.Invariant($"verdicts {Verdicts:0.000}, covered {Covered:0.000}");
    }
}
