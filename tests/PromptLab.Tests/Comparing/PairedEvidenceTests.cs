using PromptLab.Comparing;
using PromptLab.Statistics;
using static PromptLab.Tests.Comparing.SomeSamples;

namespace PromptLab.Tests.Comparing;

public sealed class PairedEvidenceTests
{
    // golden_public.json: mcnemar-b4-c12 (statsmodels), paired-diff-ci-b4-c12-n100 (Bonett and Price 2012), bayes-paired-b4-c12 (scipy).
    [Fact]
    public void Right_or_wrong_items_have_the_mid_p_of_McNemar_the_interval_of_Bonett_and_Price_and_a_probability()
    {
        var evidence = Binary(losses: 4, wins: 12, items: 100, bothRight: 60).Weigh();

        Assert.Equal((100, 12, 4, 84), (evidence.Items, evidence.Wins, evidence.Losses, evidence.Ties));
        Assert.Equal((0.64, 0.72), (evidence.Baseline, evidence.Candidate));
        Assert.Equal(PairedTest.MidPMcNemar, evidence.Test);
        Assert.Equal(0.04904174804687501, evidence.PValue!.Value, 1e-9);
        Assert.Equal(1 - 0.0245208740234375, evidence.PWorse!.Value, 1e-9);
        Assert.Equal(0.076812744140625, evidence.McNemar!.ExactTwoSided, 1e-9);
        Assert.Equal(0.08, evidence.Difference!.Value, 1e-12);
        Assert.Equal(-0.001658885352535222, evidence.Interval!.Value.Low, 1e-8);
        Assert.Equal(0.15852163045057444, evidence.Interval!.Value.High, 1e-8);
        Assert.Equal(0.95343017578125, evidence.ProbabilityBetter!.Value, 1e-9);
        Assert.Equal(ComparisonOutcome.Better, evidence.Outcome); // the interval holds 0, the test decides
    }

    // Tango 1998, solved with another program: 8 − 100δ = 1.6448536 · √(100(2q + δ(1 − δ))) at δ = 0.0153849.
    [Fact]
    public void The_lower_bound_is_one_sided_and_Tangos() => Assert.Equal(0.0153849, Binary(4, 12, 100).Weigh().LowerBound!.Value, 1e-6);

    // The probability is that of Beta(12 + 4, 4 + 4) above ½, which is P(X ≥ 8) of 23 tosses of a fair coin.
    [Fact]
    public void The_probability_has_a_prior_of_four_on_either_side() =>
        Assert.Equal(
            Enumerable.Range(8, 16).Sum(heads => Ways(23, heads)) / Math.ScaleB(1, 23),
            Binary(4, 12, 100).Weigh().ProbabilityBetter!.Value,
            1e-12
        );

    // By exact enumeration, rounded up to half a point, 100 items of which the change breaks 5% find 13.5 points, 10% find 17
    // points; (4 + 1)/102 is 4.9%, (9 + 1)/102 is 9.8%.
    [Theory]
    [InlineData(4, 0.135)]
    [InlineData(9, 0.17)]
    public void It_says_what_so_many_items_could_have_shown(int losses, double gain) =>
        Assert.InRange(Binary(losses, losses, 100).Weigh().DetectableDifference!.Value, gain - 0.005, gain);

    [Fact]
    public void What_could_be_shown_is_said_for_the_strictest_test_of_a_family()
    {
        var (alone, one) = (Binary(4, 12, 100).Weigh(), Binary(4, 12, 100).Weigh(family: 5));

        Assert.Equal(PairedBinaryPower.MinimumDetectableEffect(100, 5 / 102d, alpha: 0.01), one.DetectableDifference);
        Assert.True(one.DetectableDifference > alone.DetectableDifference);
        Assert.Equal(alone.PValue, one.PValue);
    }

    // golden_public.json: signflip-graded-8, by full enumeration.
    [Fact]
    public void Graded_items_have_the_p_of_all_patterns_of_signs()
    {
        var evidence = Differences(0.25, 0.5, -0.1, 0.3, 0.0, 0.4, -0.05, 0.2).Weigh();

        Assert.Equal(PairedTest.SignFlipExact, evidence.Test);
        Assert.Equal(0.0625, evidence.PValue!.Value, 1e-9);
        Assert.Equal(0.1875, evidence.Difference!.Value, 1e-9);
        Assert.Equal((5, 2, 1), (evidence.Wins, evidence.Losses, evidence.Ties));
        Assert.Null(evidence.McNemar);
        Assert.Equal(ComparisonOutcome.NoDifferenceShown, evidence.Outcome);
    }

    // golden_public.json: bootstrap-graded-20 has the BCa limits 0.0150 and 0.2075. The t limits by hand: the mean is 0.1025 and
    // s/√n the ideal bootstrap error 0.0484091 · √(20/19) = 0.0496667, t(19) = 2.0930241: −0.0014534 and 0.2064534.
    [Fact]
    public void The_interval_of_graded_items_is_the_hull_of_t_and_bootstrap()
    {
        var interval = Differences(0.3, 0.0, 0.0, 0.1, 0.5, -0.2, 0.0, 0.25, 0.4, 0.0, 0.15, -0.1, 0.0, 0.6, 0.05, 0.0, 0.2, -0.3, 0.1, 0.0)
            .Weigh()
            .Interval!.Value;

        Assert.Equal(-0.0014534, interval.Low, 1e-6);
        Assert.Equal(0.2075, interval.High, 0.008);
    }

    // By hand: the differences 0.2, 0.4, 0.6 have the mean 0.4, s/√n = 0.2/√3 = 0.1154701, and t = 3.4641016 with 2 degrees of
    // freedom: P(T ≤ t) = ½ + t / (2·√(2 + t²)) = 0.5 + 3.4641016 / 7.4833148 = 0.9629100.
    [Fact]
    public void The_probability_of_graded_items_is_that_of_their_mean() =>
        Assert.Equal(0.96291, Differences(0.2, 0.4, 0.6).Weigh().ProbabilityBetter!.Value, 1e-6);

    // Twenty differences of 0 and 0.4 in turn: s = 0.2 · √(20/19), the standard error 0.2/√19 = 0.0458831, and with 19 degrees of
    // freedom t(0.975) = 2.0930241 and t(0.8) = 0.8609503: 2.9539744 · 0.0458831 = 0.1355376.
    [Fact]
    public void What_graded_items_can_show_follows_from_how_much_they_vary() =>
        Assert.Equal(
            0.1355376,
            Differences([.. Enumerable.Range(0, 20).Select(i => i % 2 * 0.4)]).Weigh().DetectableDifference!.Value,
            1e-6
        );

    // Of five signs alike come 2 of 32 patterns, p = 0.0625: nothing is ever shown.
    [Fact]
    public void What_so_few_items_can_never_show_is_not_said() =>
        Assert.Null(Differences(0.2, 0.4, 0.6, 0.5, 0.3).Weigh().DetectableDifference);

    [Fact]
    public void Right_or_wrong_items_that_were_asked_several_times_are_graded()
    {
        var evidence = (Binary(4, 12, 100) with { AskedOnce = false }).Weigh();

        Assert.Equal(PairedTest.SignFlipExact, evidence.Test);
        Assert.Null(evidence.McNemar);
        Assert.Equal(0.076812744140625, evidence.PValue!.Value, 1e-9); // on right or wrong it is McNemar's exact test
    }

    // Five clusters of two win and one item of none loses: the sums are five times 2 and −1, their total 9. Of the 64 patterns of
    // signs ±11 and ±9 reach as far, one each. So p = 4/64.
    [Fact]
    public void Items_of_one_cluster_change_sign_together_and_count_as_one_unit()
    {
        var evidence = FiveWinningClustersAndALoss.Weigh();

        Assert.Equal((11, 6, 10, 1), (evidence.Items, evidence.Clusters, evidence.Wins, evidence.Losses));
        Assert.Equal(4 / 64d, evidence.PValue!.Value, 1e-12);
        Assert.Equal(PairedTest.SignFlipExact, evidence.Test);
    }

    [Fact]
    public void Below_six_clusters_there_is_no_verdict_no_probability_and_no_power()
    {
        var evidence = (
            Of([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) with
            {
                Clusters = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e"],
            }
        ).Weigh();

        Assert.Equal((10, 5, 9, 0), (evidence.Items, evidence.Clusters, evidence.Wins, evidence.Losses));
        Assert.Equal(ComparisonOutcome.NoVerdict, evidence.Outcome);
        Assert.Null(
            evidence.PValue ?? evidence.PWorse ?? evidence.ProbabilityBetter ?? evidence.DetectableDifference ?? evidence.LowerBound
        );
        Assert.Null(evidence.Interval);
    }

    // A shift δ leaves the sums five times 2(1 − δ) and −1 − δ. At 95% a p of 4/64 does not reject and one of 2/64 does: it takes all
    // six sums on one side. Above δ = 1 they all are negative, below δ = −1 all positive.
    [Fact]
    public void The_interval_of_clusters_holds_the_shifts_that_the_test_does_not_reject()
    {
        var interval = FiveWinningClustersAndALoss.Weigh().Interval!.Value;

        Assert.Equal(-1, interval.Low, 1e-6);
        Assert.Equal(1, interval.High, 1e-6);
    }

    private static PairedSample FiveWinningClustersAndALoss =>
        Of([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]) with
        {
            Clusters = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e", null],
        };

    [Fact]
    public void Clusters_of_one_item_each_change_nothing()
    {
        var sample = Binary(4, 12, 100);

        var evidence = (sample with { Clusters = [.. Enumerable.Range(0, 100).Select(i => $"c{i}")] }).Weigh();

        Assert.Equal(sample.Weigh(), evidence);
        Assert.Null(evidence.Clusters);
    }

    [Fact]
    public void A_cost_that_falls_is_a_win_and_one_that_rises_is_worse()
    {
        double[] falls = [-0.3, -0.2, -0.25, -0.1, -0.35, -0.3, -0.2, 0.05];
        var fallen = (Differences(falls) with { LowerIsBetter = true }).Weigh();
        var risen = (Differences([.. falls.Select(fall => -fall)]) with { LowerIsBetter = true }).Weigh();
        var score = Differences(falls).Weigh();

        // Two of 256 patterns are as extreme as all but the smallest falling, and two with it: 4/256 on both sides, 2/256 on one.
        Assert.Equal(4 / 256d, fallen.PValue!.Value, 1e-12);
        Assert.Equal((ComparisonOutcome.Better, 7, 1), (fallen.Outcome, fallen.Wins, fallen.Losses));
        Assert.Equal((ComparisonOutcome.Worse, 1, 7), (risen.Outcome, risen.Wins, risen.Losses));
        Assert.Equal(ComparisonOutcome.Worse, score.Outcome);
        Assert.Equal(2 / 256d, risen.PWorse!.Value, 1e-12);
        Assert.Equal(2 / 256d, score.PWorse!.Value, 1e-12);
        Assert.Equal(255 / 256d, fallen.PWorse!.Value, 1e-12);
        Assert.Equal(1, fallen.ProbabilityBetter!.Value + score.ProbabilityBetter!.Value, 1e-12);
        Assert.True(fallen.ProbabilityBetter > 0.99);
        Assert.Equal(score.Difference, fallen.Difference);
        Assert.Equal(score.Interval, fallen.Interval);
    }

    [Fact]
    public void Items_that_all_differ_by_the_same_amount_have_no_variation_and_a_p_above_0()
    {
        var evidence = Differences([.. Enumerable.Repeat(0.25, 100)]).Weigh();

        Assert.False(evidence.HasVariation);
        Assert.Null(evidence.Interval);
        Assert.Equal(Math.ScaleB(2, -100), evidence.PValue!.Value, 1e-40); // two of 2¹⁰⁰ patterns
        Assert.True(evidence.PValue > 0);
        Assert.Null(evidence.ProbabilityBetter);
        Assert.Null(evidence.DetectableDifference);
        Assert.Null(evidence.ItemsToSettle);
    }

    [Fact]
    public void Items_that_are_all_alike_have_a_p_of_1_and_an_even_chance()
    {
        foreach (var evidence in new[] { Binary(0, 0, 50, bothRight: 30).Weigh(), Differences(new double[50]).Weigh() })
        {
            Assert.Equal((1.0, 0.5, 0.0), (evidence.PValue, evidence.ProbabilityBetter, evidence.Difference));
            Assert.Equal(ComparisonOutcome.NoDifferenceShown, evidence.Outcome);
            Assert.Null(evidence.ItemsToSettle);
        }
    }

    [Fact]
    public void As_many_wins_as_losses_show_no_difference()
    {
        var evidence = Binary(5, 5, 40).Weigh();

        Assert.Equal(0.876953125, evidence.PValue!.Value, 1e-9); // golden_public.json: mcnemar-b5-c5
        Assert.Equal(0.5, evidence.PWorse);
        Assert.Equal(ComparisonOutcome.NoDifferenceShown, evidence.Outcome);
    }

    [Fact]
    public void Below_two_graded_items_there_is_no_interval_and_never_a_claim()
    {
        var evidence = Differences(0.4).Weigh();

        Assert.Equal(1.0, evidence.PValue); // either sign is as far from 0
        Assert.Null(evidence.Interval);
        Assert.Null(evidence.LowerBound);
        Assert.Null(evidence.ProbabilityBetter);
        Assert.Equal(ComparisonOutcome.NoDifferenceShown, evidence.Outcome);
    }

    // By hand: one win of one item: mid-p = 2 · (½ − ¼) = ½; l = 1/3, w = 2/3, 1/3 ± 1.9599640 · √((1 − 1/9)/3) = 1/3 ± 1.0668692.
    [Fact]
    public void One_right_or_wrong_item_has_a_very_wide_interval()
    {
        var evidence = Binary(0, 1, 1).Weigh();

        Assert.Equal(0.5, evidence.PValue!.Value, 1e-12);
        Assert.Equal((1 / 3d) - 1.0668692, evidence.Interval!.Value.Low, 1e-6);
        Assert.Equal(1, evidence.Interval!.Value.High);
    }

    [Fact]
    public void Without_items_there_is_nothing_to_say()
    {
        var evidence = (Of([], []) with { LeftOut = 3 }).Weigh();

        Assert.Equal((0, 3, ComparisonOutcome.NoVerdict), (evidence.Items, evidence.LeftOut, evidence.Outcome));
        Assert.Null(evidence.PValue);
        Assert.Null(evidence.Test);
        Assert.Null(evidence.Interval);
        Assert.Null(evidence.Difference);
    }

    [Theory]
    [InlineData(2, ComparisonOutcome.Better)] // 2 of 100
    [InlineData(3, ComparisonOutcome.NoVerdict)] // 3 of 101
    public void More_than_two_percent_left_out_is_no_verdict(int leftOut, ComparisonOutcome outcome) =>
        Assert.Equal(outcome, (Binary(0, 30, 98) with { LeftOut = leftOut }).Weigh().Outcome);

    [Fact]
    public void What_is_withheld_has_no_verdict() =>
        Assert.Equal(ComparisonOutcome.NoVerdict, (Binary(0, 30, 98).Weigh() with { IsWithheld = true }).Outcome);

    [Fact]
    public void The_corrected_p_decides_and_the_plain_one_is_kept()
    {
        var evidence = Binary(4, 12, 100).Weigh() with { CorrectedPValue = 0.0981, Family = 2 };

        Assert.Equal(ComparisonOutcome.NoDifferenceShown, evidence.Outcome);
        Assert.Equal(0.04904174804687501, evidence.PValue!.Value, 1e-9);
    }

    // 98.3% is 1 − 5%/3, the confidence of a third look. The normal quantile is that of tables for three comparisons after
    // Bonferroni: 2.39398 two-sided. Four losses and twelve wins of 100; Tango's bounds by another program.
    [Fact]
    public void The_interval_and_the_bounds_have_the_confidence_that_is_asked_for()
    {
        const double TwoSided = 2.39398;
        var (loss, win) = ((4 + 1) / 102.0, (12 + 1) / 102.0);
        var error = Math.Sqrt((loss + win - Math.Pow(win - loss, 2)) / 102);

        var evidence = EvidenceWeighing.Of(Binary(4, 12, 100), Dice, family: 3, confidence: 1 - (0.05 / 3));

        Assert.Equal(
            (win - loss - (TwoSided * error), win - loss + (TwoSided * error)),
            (evidence.Interval!.Value.Low, evidence.Interval.Value.High),
            Nearly
        );
        Assert.Equal((-0.0057912, 0.1739115), (evidence.LowerBound!.Value, evidence.UpperBound!.Value), Nearly);
        Assert.Equal(1 - (0.05 / 3), evidence.Confidence);
    }

    [Fact]
    public void Another_confidence_leaves_the_test_as_it_is()
    {
        var (usual, strict) = (
            EvidenceWeighing.Of(Binary(4, 12, 100), Dice),
            EvidenceWeighing.Of(Binary(4, 12, 100), Dice, confidence: 0.99)
        );

        Assert.Equal((usual.PValue, usual.PWorse, usual.Outcome), (strict.PValue, strict.PWorse, strict.Outcome));
    }

    // Three differences of 0.1, 0.2 and 0.3: mean 0.2, standard error 0.1/√3, t on 2 degrees of freedom is 9.92484 at 99% on two
    // sides and 6.96456 at 98%, which is 99% on one. The bootstrap of three values never reaches as far.
    [Fact]
    public void The_bounds_of_graded_items_have_it_too()
    {
        var evidence = EvidenceWeighing.Of(Differences(0.1, 0.2, 0.3), Dice, confidence: 0.99);

        Assert.Equal(0.2 - (9.92484 * 0.1 / Math.Sqrt(3)), evidence.Interval!.Value.Low, 1e-5);
        Assert.Equal(0.2 - (6.96456 * 0.1 / Math.Sqrt(3)), evidence.LowerBound!.Value, 1e-5);
        Assert.Equal(0.2 + (6.96456 * 0.1 / Math.Sqrt(3)), evidence.UpperBound!.Value, 1e-5);
    }

    // Six wins and no loss: p = ½⁶ = 0.015625.
    [Theory]
    [InlineData(1, 0.015625, ComparisonOutcome.Better)]
    [InlineData(3, 0.046875, ComparisonOutcome.Better)]
    [InlineData(4, 0.0625, ComparisonOutcome.NoDifferenceShown)]
    [InlineData(100, 1, ComparisonOutcome.NoDifferenceShown)]
    public void After_so_many_looks_the_p_counts_as_often(int looks, double corrected, ComparisonOutcome outcome)
    {
        var evidence = Binary(0, 6, 20).Weigh().AfterLooks(looks);

        Assert.Equal(
            (corrected, 0.015625, looks, outcome),
            (evidence.CorrectedPValue!.Value, evidence.PValue!.Value, evidence.Family, evidence.Outcome)
        );
    }

    [Fact]
    public void Looks_at_nothing_correct_nothing() => Assert.Null(Binary(0, 0, 0).Weigh().AfterLooks(3).CorrectedPValue);

    [Fact]
    public void What_is_nothing_but_rounding_is_a_tie()
    {
        var evidence = Of([0.1 + 0.2, 0.6, 0.9], [0.3, 0.1 + 0.2 + 0.3, 0.9]).Weigh();

        Assert.Equal((0, 0, 3, 1.0), (evidence.Wins, evidence.Losses, evidence.Ties, evidence.PValue));
    }

    // None of 10,000 random patterns of signs is as extreme as 60 items that all win: (1 + 0) / (1 + 10,000).
    [Fact]
    public void A_p_of_random_patterns_is_never_0()
    {
        var evidence = Differences([.. Enumerable.Range(1, 60).Select(i => Math.Sqrt(i) / 20)]).Weigh();

        Assert.Equal(PairedTest.SignFlipSampled, evidence.Test);
        Assert.Equal(1 / 10_001d, evidence.PValue!.Value, 1e-12);
    }

    [Fact]
    public void An_interval_of_shares_does_not_reach_beyond_all_items_and_one_of_amounts_may()
    {
        var sample = Differences(1, 0.1, 1, 0.9);

        Assert.True(sample.Weigh().Interval!.Value.High > 1);
        Assert.Equal(1, (sample with { Largest = 1 }).Weigh().Interval!.Value.High);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_number_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([0.5, 0.2], [0.5, value]).Weigh());

    [Fact]
    public void The_same_dice_give_the_same_numbers_and_others_give_others()
    {
        var sample = Differences([.. Enumerable.Range(1, 60).Select(i => Math.Sin(i) * Math.PI)]);

        var evidence = EvidenceWeighing.Of(sample, new RandomSource(1));

        Assert.Equal(PairedTest.SignFlipSampled, evidence.Test);
        Assert.Equal(evidence, EvidenceWeighing.Of(sample, new RandomSource(1)));
        Assert.NotEqual(evidence.PValue, EvidenceWeighing.Of(sample, new RandomSource(2)).PValue);
    }

    // A tenth of one half of the items up, nine tenths down a ninth: symmetric it is not, and the mean is 0.
    [Fact]
    public void A_skewed_difference_needs_an_interval_without_zero_for_a_verdict()
    {
        var evidence = Differences([.. Enumerable.Repeat(0.1, 29), -0.9]).Weigh();

        Assert.True(evidence.PValue <= 0.05, $"{evidence.PValue}");
        Assert.True(evidence.Interval!.Value.Low < 0);
        Assert.Equal(ComparisonOutcome.NoDifferenceShown, evidence.Outcome);
    }

    private static double Ways(int from, int choose) =>
        Enumerable.Range(1, choose).Aggregate(1.0, (ways, i) => ways * (from - choose + i) / i);

    private static bool Nearly((double Low, double High) one, (double Low, double High) other) =>
        Math.Abs(one.Low - other.Low) < 1e-6 && Math.Abs(one.High - other.High) < 1e-6;
}
