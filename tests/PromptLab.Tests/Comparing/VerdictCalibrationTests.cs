using PromptLab.Comparing;
using PromptLab.Statistics;

namespace PromptLab.Tests.Comparing;

/// <summary>
/// Worlds without any truth to find, or with one at the edge of what a rule allows: how often the verdicts of whole families, of
/// skewed scores and of unequal clusters are wrong, and how often a margin passes what it should not. Seeded: a test fails always
/// or never. The error of a share of so many worlds is stated beside each.
/// </summary>
public sealed class VerdictCalibrationTests(ITestOutputHelper output)
{
    // Ten, or thirty, edits of no effect against one baseline of 50 items: each loses and wins 6% by chance. The baseline’s luck is
    // shared by all. 1,000 worlds: ±1.4 points at 5%.
    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void Of_many_idle_versions_one_is_called_better_in_at_most_five_percent_of_searches(int versions)
    {
        const int Worlds = 1_000;
        var random = new RandomSource(20261129).Fork($"idle {versions}");
        var found = Enumerable.Range(0, Worlds).Count(_ => AnyBetter(Idle(random, versions, items: 50)));

        output.WriteLine($"{versions} versions: {found / (double)Worlds:0.0000}");
        Assert.True(found <= (0.05 + 0.014) * Worlds, $"{found}");
    }

    // Scores of their own beside the passes, which are those of at least 0.5: two verdicts on each of ten idle versions. 150 worlds,
    // since each score is resampled: ±3.6 points.
    [Fact]
    public void Of_idle_versions_with_scores_of_their_own_one_is_called_better_as_seldom()
    {
        const int Worlds = 150;
        var random = new RandomSource(20261129).Fork("idle scores");
        var found = Enumerable.Range(0, Worlds).Count(world => AnyBetter(IdleScores(random, versions: 10, items: 40)));

        output.WriteLine($"{found / (double)Worlds:0.000}");
        Assert.True(found <= (0.05 + 0.036) * Worlds, $"{found}");
    }

    // +0.1 on 90% of the items and −0.9 on 10%: the mean is 0, and the sign-flip test alone says “better” in 15.8, 12.2 and 5.2%.
    // 400 worlds: ±2.2 points.
    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(100)]
    public void A_skewed_change_of_no_effect_is_seldom_called_better(int items)
    {
        const int Worlds = 400;
        var random = new RandomSource(20261129).Fork($"skewed {items}");
        var (better, byTest) = (0, 0);
        for (var world = 0; world < Worlds; world++)
        {
            var evidence = EvidenceWeighing.Of(
                SomeSamples.Differences([.. Enumerable.Range(0, items).Select(_ => random.Below(10) == 0 ? -0.9 : 0.1)]),
                random.Fork($"{world}")
            );
            better += evidence.Outcome == ComparisonOutcome.Better ? 1 : 0;
            byTest += evidence.PValue <= 0.05 && evidence.Difference > 0 ? 1 : 0;
        }

        output.WriteLine($"{items} items: test {byTest / (double)Worlds:0.000}, verdict {better / (double)Worlds:0.000}");
        Assert.True(better <= (0.05 + 0.022) * Worlds, $"{better}");
        Assert.True(better <= byTest);
    }

    // Eight and twelve clusters of 1 to 12 items, whose effects are those of the cluster: the t interval on G − 1 degrees of freedom
    // covers 85–93%. 400 worlds: ±2.2 points.
    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void The_interval_of_unequal_clusters_holds_the_true_difference(int clusters)
    {
        const int Worlds = 400;
        var random = new RandomSource(20261129).Fork($"clusters {clusters}");
        var (held, byT) = (0, 0);
        for (var world = 0; world < Worlds; world++)
        {
            var (differences, names) = UnequalClusters(random, clusters);
            var interval = SignFlipInterval.Of(differences, names, random, 0.95)!.Value;
            var t = MeanEstimate.Of(differences, names)!.Interval!.Value;
            held += interval.Low <= 0 && 0 <= interval.High ? 1 : 0;
            byT += t.Low <= 0 && 0 <= t.High ? 1 : 0;
        }

        output.WriteLine($"{clusters} clusters: {held / (double)Worlds:0.000}, t {byT / (double)Worlds:0.000}");
        Assert.True(held >= (0.95 - 0.022) * Worlds, $"{held}");
        Assert.True(held >= byT);
    }

    // Items that pass with a chance of their own, 95% on average, asked three times: the t interval covers 87–91%. 2,000 worlds: ±1
    // point.
    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    public void The_interval_of_a_rate_with_repeats_near_one_holds_the_true_rate(int items)
    {
        const int Worlds = 2_000;
        var random = new RandomSource(20261129).Fork($"repeats {items}");
        var held = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var rate = new RateAccumulator();
            for (var item = 0; item < items; item++)
            {
                // Nine of ten items always pass but for 1%, the others half of the time: 0.9 · 0.995 + 0.1 · 0.545 = 0.95.
                var chance = random.Below(10) > 0 ? 0.995 : 0.545;
                rate.Add(Enumerable.Range(0, 3).Count(_ => Uniform(random) < chance) / 3.0, 3, cluster: null);
            }

            held += rate.Interval is { Low: <= 0.95, High: >= 0.95 } ? 1 : 0;
        }

        output.WriteLine($"{items} items: {held / (double)Worlds:0.000}");
        Assert.True(held >= (0.92 - 0.01) * Worlds, $"{held}");
    }

    // Exact: the sum over all tables of losses and wins, at the worst share of wins, of a loss just as great as the margin.
    [Theory]
    [InlineData(50, 0.10)]
    [InlineData(100, 0.05)]
    public void A_loss_as_great_as_the_margin_is_ruled_out_in_at_most_five_and_a_half_percent(int items, double margin)
    {
        var worst = Enumerable.Range(0, 12).Max(share => FalsePasses(items, margin, win: share / 50.0));

        output.WriteLine($"{items} items, {margin:0.00}: {worst:0.0000}");
        Assert.InRange(worst, 0.03, 0.058);
    }

    // Normal values of as many clusters, at the difference that is promised to be found 4 times in 5. 1,000 worlds: ±2.5 points, and
    // as much for the simulation behind the promise.
    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(40)]
    public void What_so_many_clusters_can_show_is_found_as_often_as_promised(int units)
    {
        var promised = SignFlipPower.DetectableInStandardErrors(units, 0.05)!.Value;
        var power = SignFlipPower.PowerAt(units, promised, 0.05, worlds: 1_000, new RandomSource(7).Fork($"{units}"));

        output.WriteLine($"{units} units: {promised:0.00} standard errors, {power:0.000}");
        Assert.Equal(0.8, power, 0.05);
    }

    [Fact]
    public void Five_clusters_can_show_nothing() => Assert.Null(SignFlipPower.DetectableInStandardErrors(5, 0.05));

    private static bool AnyBetter(IReadOnlyList<(PairedEvidence PassRate, PairedEvidence? Score)> versions) =>
        Correction
            .OfVersions(versions, [])
            .Any(one => one.PassRate.Outcome == ComparisonOutcome.Better || one.Score?.Outcome == ComparisonOutcome.Better);

    private static IReadOnlyList<(PairedEvidence, PairedEvidence?)> Idle(RandomSource random, int versions, int items)
    {
        // The chance of each item to pass is its own; the baseline’s answers are one draw of it.
        var chances = Enumerable.Range(0, items).Select(_ => 0.5 + (0.5 * Math.Sqrt(Uniform(random)))).ToList();
        double[] before = [.. chances.Select(chance => Uniform(random) < chance ? 1.0 : 0)];
        return
        [
            .. Enumerable
                .Range(0, versions)
                .Select(_ =>
                    (
                        EvidenceWeighing.Of(
                            SomeSamples.Of(before, [.. chances.Select(chance => Uniform(random) < chance ? 1.0 : 0)]),
                            random,
                            versions
                        ),
                        (PairedEvidence?)null
                    )
                ),
        ];
    }

    private static IReadOnlyList<(PairedEvidence, PairedEvidence?)> IdleScores(RandomSource random, int versions, int items)
    {
        var levels = Enumerable.Range(0, items).Select(_ => Uniform(random)).ToList();
        var before = Scores();
        return
        [
            .. Enumerable
                .Range(0, versions)
                .Select(version =>
                {
                    var after = Scores();
                    return (
                        EvidenceWeighing.Of(SomeSamples.Of(Passes(before), Passes(after)), random, versions),
                        (PairedEvidence?)EvidenceWeighing.Of(SomeSamples.Of(before, after), random.Fork($"{version}"), versions)
                    );
                }),
        ];

        double[] Scores() => [.. levels.Select(level => (level + Uniform(random)) / 2)];
        static double[] Passes(double[] scores) => [.. scores.Select(score => score >= 0.5 ? 1.0 : 0)];
    }

    private static (double[] Differences, string?[] Clusters) UnequalClusters(RandomSource random, int clusters)
    {
        var (differences, names) = (new List<double>(), new List<string?>());
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var effect = Uniform(random) + Uniform(random) + Uniform(random) - 1.5;
            for (var item = 0; item <= cluster * 11 / (clusters - 1); item++)
            {
                differences.Add(effect + ((Uniform(random) - 0.5) / 2));
                names.Add($"{cluster}");
            }
        }

        return ([.. differences], [.. names]);
    }

    private static double FalsePasses(int items, double margin, double win)
    {
        var (loss, sum) = (win + margin, 0.0);
        for (var losses = 0; losses <= items; losses++)
        {
            for (var wins = 0; losses + wins <= items; wins++)
            {
                if (TangoInterval.LowerLimit(losses, wins, items) > -margin)
                    sum += Math.Exp(
                        LogFactorial(items)
                            - LogFactorial(losses)
                            - LogFactorial(wins)
                            - LogFactorial(items - losses - wins)
                            + LogPower(loss, losses)
                            + LogPower(win, wins)
                            + LogPower(1 - loss - win, items - losses - wins)
                    );
            }
        }

        return sum;
    }

    private static double LogFactorial(int n) => Enumerable.Range(1, n).Sum(i => Math.Log(i));

    private static double LogPower(double value, int power) => power == 0 ? 0 : power * Math.Log(value);

    private static double Uniform(RandomSource random) => Math.ScaleB(random.Next() + 0.5, -32);
}
