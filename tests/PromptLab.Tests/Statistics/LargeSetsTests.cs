using System.Globalization;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

/// <summary>Every statistic on up to a million items: finite, in its range, and what a reference says where one is known.</summary>
public sealed class LargeSetsTests
{
    public static TheoryData<int> Sizes => [1_000, 1_040, 2_000, 5_000, 20_000, 100_000, 1_000_000];

    // For what takes seconds.
    public static TheoryData<int> FewSizes => [1_000, 20_000, 1_000_000];

    // All 5 items of the slice fail, of n items of which half fail: the product of the five chances.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_small_slice_in_a_large_set_has_its_chance(int items)
    {
        var half = items / 2;
        var chance = 1.0;
        for (var i = 0; i < 5; i++)
            chance *= (half - i) / (double)(items - i);

        Assert.Equal(1, SliceEnrichment.Of(5, 0, half, items - half).POneSided / chance, 1e-9);
        Assert.Equal(1, SliceEnrichment.BestAttainableP(5, half, items - half) / chance, 1e-9);
    }

    // Half of the items fail, half are in the slice: the distribution is symmetric round n/4, whose chance is about
    // 1/√(2πσ²) with σ² = n²/(16(n − 1)).
    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_slice_of_half_the_items_with_half_the_failures_is_what_chance_would_be(int items)
    {
        var (half, quarter) = (items / 2, items / 4);
        var mode = 1 / Math.Sqrt(2 * Math.PI * items * items / (16.0 * (items - 1)));

        var slice = SliceEnrichment.Of(quarter, half - quarter, half, half);

        Assert.Equal((1 + mode) / 2, slice.POneSided, 1e-5);
        Assert.Equal(1, slice.FisherTwoSided, 1e-9);
        Assert.Equal(0, slice.ExcessFails!.Value, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_slice_of_a_large_set_has_a_probability(int items)
    {
        foreach (var size in Edges(items))
        {
            foreach (var fails in Edges(items))
            {
                AssertProbability(SliceEnrichment.BestAttainableP(size, fails, items - fails));
                foreach (var inSlice in Edges(Math.Min(size, fails)).Where(count => size - count <= items - fails))
                {
                    var slice = SliceEnrichment.Of(inSlice, size - inSlice, fails, items - fails);
                    AssertProbability(slice.POneSided);
                    AssertProbability(slice.FisherTwoSided);
                    Assert.True(slice.POneSided >= SliceEnrichment.BestAttainableP(size, fails, items - fails) * (1 - 1e-6));
                    Assert.InRange(slice.ExcessFails ?? 0, -items, items);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_interval_of_a_rate_lies_from_0_to_1_round_it(int items)
    {
        foreach (var right in Edges(items))
        {
            var rate = right / (double)items;
            foreach (var confidence in new[] { 0.5, 0.95, 0.9999 })
            {
                AssertAround(rate, WilsonInterval.Of(right, items, confidence)!.Value, 0, 1);
                AssertAround(rate, ClopperPearsonInterval.Of(right, items, confidence)!.Value, 0, 1);
                AssertAround((right + 0.5) / (items + 1.0), BetaInterval.Of(right, items, confidence), 0, 1);
            }
        }
    }

    // No success in n: the upper limit is 1 − (α/2)^(1/n), and mirrored for no failure.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_exact_interval_of_no_success_is_known(int items)
    {
        var limit = -double.ExpM1(Math.Log(0.025) / items);

        Assert.Equal(1, ClopperPearsonInterval.Of(0, items)!.Value.High / limit, 1e-6);
        Assert.Equal(1 - limit, ClopperPearsonInterval.Of(items, items)!.Value.Low, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_paired_test_and_interval_keeps_its_range(int pairs)
    {
        foreach (var losses in Edges(pairs))
        {
            foreach (var wins in Edges(pairs - losses))
            {
                var difference = (wins - losses) / (double)pairs;
                var test = McNemarTest.Of(losses, wins);
                Assert.All(
                    [test.ExactTwoSided, test.MidPTwoSided, test.MidPBetter, test.ChiSquaredP, test.ChiSquaredCorrectedP],
                    AssertProbability
                );
                AssertAround(difference, TangoInterval.Of(losses, wins, pairs), -1, 1);
                AssertWithin(BonettPriceInterval.Of(losses, wins, pairs), -1, 1);
                Assert.InRange(ProbabilityBetter.Of(losses, wins), 0, 1);
            }
        }
    }

    // As many changed items as z = 2 standard deviations of a fair coin: mid-p approaches the two tails of the normal.
    [Theory]
    [InlineData(10_000, 0.0455003)]
    [InlineData(1_000_000, 0.0455003)]
    public void Mid_p_of_many_changed_items_is_that_of_the_normal_distribution(int changed, double p)
    {
        var more = (changed + (2 * (int)Math.Sqrt(changed))) / 2;

        Assert.Equal(p, McNemarTest.Of(changed - more, more).MidPTwoSided, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_power_is_a_probability_and_every_detectable_gain_a_share(int items)
    {
        foreach (var (loss, win) in new[] { (0.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.05, 0.06), (1e-6, 2e-6), (1.0, 0.0) })
        {
            Assert.InRange(PairedBinaryPower.MidPTest(items, loss, win), 0, 1);
            Assert.InRange(PairedBinaryPower.ExactTest(items, loss, win), 0, 1);
            Assert.InRange(PairedBinaryPower.MidPTestBetter(items, loss, win, 0.01), 0, 1);
        }

        foreach (var discordance in new[] { 0, 0.1, 0.5, 1 })
            Assert.InRange(NonInferiority.PassProbability(items, discordance, 0.05), 0, 1);
        Assert.InRange(PairedBinaryPower.MinimumDetectableEffect(items, 0.05)!.Value, 0, 0.9);
    }

    // A look takes time for every item that is still to come.
    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(5_000, 0)]
    [InlineData(20_000, 10_000)]
    [InlineData(100_000, 95_000)]
    [InlineData(1_000_000, 999_000)]
    public void Every_prospect_of_a_race_is_a_probability(int items, int atSeen)
    {
        foreach (var seen in new[] { atSeen, items - 1, items })
        {
            foreach (var losses in new[] { 0, seen / 4, seen })
                Assert.InRange(Futility.Binary(losses, (seen - losses) / 2, seen, items), 0, 1);
        }

        double[] half = [.. Enumerable.Range(0, items / 2).Select(i => i % 2 == 0 ? 0.25 : -0.25)];
        Assert.InRange(Futility.Graded(half, items)!.Value, 0, 1);
    }

    // One half of the answers is 1, the other 0: s² = n/4(n − 1), and t is close to z.
    [Theory]
    [MemberData(nameof(FewSizes))]
    public void A_mean_of_many_values_has_the_interval_of_the_normal_distribution(int items)
    {
        double[] values = [.. Enumerable.Range(0, items).Select(i => i % 2 == 0 ? 1.0 : 0.0)];
        var half = 1.96 * Math.Sqrt(0.25 / (items - 1));

        var mean = MeanEstimate.Of(values)!;
        var repeats = RepeatVariance.Of([.. values.Select(value => new[] { value, value })])!;

        Assert.Equal(1, (mean.Interval!.Value.High - 0.5) / half, 0.002);
        Assert.Equal(0.5, repeats.Mean, 1e-12);
        Assert.Equal(1, repeats.Icc1!.Value, 1e-12);
        AssertWithin(MeanDifferenceInterval.Of(values, new RandomSource(1)).At()!.Value, 0, 1);
    }

    [Theory]
    [MemberData(nameof(FewSizes))]
    public void Weighted_and_clustered_means_keep_their_range(int items)
    {
        var (weighted, rate, clustered) = (new WeightedMean(), new RateAccumulator(), new RateAccumulator());
        for (var i = 0; i < items; i++)
        {
            weighted.Add(i % 3 == 0 ? 1 : 0, 1 + (i % 5));
            rate.Add(i % 4 == 0 ? 1 : 0, 1, null);
            clustered.Add(i % 4 == 0 ? 1 : 0, 1, i % 2 == 0 ? null : (i / 1000).ToString(CultureInfo.InvariantCulture));
        }

        AssertAround(weighted.Mean!.Value, weighted.Interval()!.Value, 0, 1);
        AssertAround(rate.Rate!.Value, rate.Interval!.Value, 0, 1);
        AssertAround(clustered.Rate!.Value, clustered.Interval!.Value, 0, 1);
    }

    [Theory]
    [MemberData(nameof(FewSizes))]
    public void Sign_flips_of_many_differences_have_a_probability(int items)
    {
        foreach (var step in new[] { 1.0, 1 / 3.0, 0.123456789 })
        {
            double[] differences = [.. Enumerable.Range(0, items).Select(i => i % 2 == 0 ? step : -step)];
            double[] onesided = [.. Enumerable.Repeat(step, items)];

            AssertProbability(SignFlipTest.Of(differences, new RandomSource(1), resamples: 20).PTwoSided);
            AssertProbability(SignFlipTest.Of(onesided, new RandomSource(1), resamples: 20).PBetter);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Evidence_that_grows_with_every_item_is_never_undefined(int items)
    {
        var (won, lost, mixed, bets) = (new SignEProcess(), new SignEProcess(), new SignEProcess(), new BettingEProcess());
        for (var i = 0; i < Math.Min(items, 5_000); i++) // what exceeds a double does so after about a thousand
        {
            won.Add(win: true);
            lost.Add(win: false);
            mixed.Add(win: i % 2 == 0);
            bets.Add(i % 2 == 0 ? 1 : -1);
        }

        Assert.True(won.EValue > 1e200);
        Assert.All([won.AlwaysValidP, lost.AlwaysValidP, mixed.AlwaysValidP, bets.AlwaysValidP], AssertProbability);
        Assert.InRange(lost.EValue, 0, 1);
        Assert.InRange(mixed.EValue, 0, 1);
    }

    [Theory]
    [MemberData(nameof(FewSizes))]
    public void Repeats_quantiles_and_corrections_keep_their_range(int items)
    {
        foreach (var right in Edges(items))
        {
            Assert.InRange(PassAtK.Any(items, right, Math.Max(1, items / 2)), 0, 1);
            Assert.InRange(PassAtK.All(items, right, items), 0, 1);
            var judged = JudgeCorrection.Of(new(right, items), new(right, items), new(0, items), new RandomSource(1), draws: 50)!;
            AssertWithin(judged.Interval, 0, 1);
        }

        double[] ranks = [.. Enumerable.Range(0, items).Select(i => (double)i)];
        foreach (var p in new[] { 0, 0.5, 0.95, 1 })
        {
            Assert.InRange(Quantile.Type7(ranks, p)!.Value, 0, items);
            var (low, high) = QuantileInterval.Limits(ranks, p);
            Assert.True((low ?? 0) <= (high ?? items));
        }

        double[] pValues = [.. ranks.Select(rank => rank / items)];
        Assert.All([MultipleTesting.Holm(pValues).Max(), MultipleTesting.BenjaminiHochberg(pValues).Max()], p => Assert.InRange(p, 0, 1));
    }

    // The second list is the first with neighbours swapped: of all pairs, n/2 disagree.
    [Theory]
    [MemberData(nameof(FewSizes))]
    public void Orders_and_raters_of_many_items_are_compared_in_no_time(int items)
    {
        double[] x = [.. Enumerable.Range(0, items).Select(i => (double)i)];
        double[] y = [.. Enumerable.Range(0, items).Select(i => (double)(i ^ 1))];

        Assert.Equal(1 - (2.0 / (items - 1)), RankCorrelation.KendallTauB(x, y)!.Value, 1e-12);
        Assert.InRange(RankCorrelation.Spearman(x, y)!.Value, 0.99, 1);
        double?[][] ratings =
        [
            [.. x.Select(value => (double?)value)],
            [.. y.Select(value => (double?)value)],
        ];
        Assert.InRange(KrippendorffAlpha.Interval(ratings)!.Value, 0.99, 1);
        Assert.InRange(KrippendorffAlpha.Ordinal(ratings)!.Value, 0.99, 1);
        Assert.Equal(0, KrippendorffAlpha.Nominal(ratings)!.Value, 0.01);
        Assert.InRange(
            CohenKappa
                .Of([
                    [items / 2, 0],
                    [1, items / 2],
                ])!
                .Kappa!.Value,
            0.99,
            1
        );
    }

    private static int[] Edges(int most) => [0, Math.Min(1, most), Math.Min(7, most), most / 2, Math.Max(0, most - 1), most];

    private static void AssertProbability(double p) => Assert.InRange(p, double.Epsilon, 1);

    private static void AssertWithin(Interval interval, double low, double high)
    {
        Assert.InRange(interval.Low, low, high);
        Assert.InRange(interval.High, interval.Low, high);
    }

    private static void AssertAround(double value, Interval interval, double low, double high)
    {
        AssertWithin(interval, low, high);
        Assert.InRange(value, interval.Low - 1e-12, interval.High + 1e-12);
    }
}
