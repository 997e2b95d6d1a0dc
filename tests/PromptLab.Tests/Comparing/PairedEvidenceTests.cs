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
        Assert.Equal(0.979005460790178, evidence.ProbabilityBetter!.Value, 1e-9);
        Assert.Equal(ComparisonOutcome.Better, evidence.Outcome); // the interval holds 0, the test decides
    }

    // By hand: l = 5/102, w = 13/102, D = 8/102, z = 1.6448536 for 90% on both sides, 95% on one:
    // 0.0784314 − 1.6448536 · √((0.1764706 − 0.0061515) / 102) = 0.0112179.
    [Fact]
    public void The_lower_bound_is_one_sided() => Assert.Equal(0.0112179, Binary(4, 12, 100).Weigh().LowerBound!.Value, 1e-6);

    // By hand: ψ = 0.16, δ = 0.08: (1.9599640 · 0.4 + 0.8416212 · √(0.16 − 0.0064))² / 0.0064 = 193.97…, so 194.
    [Fact]
    public void It_says_how_many_items_would_settle_a_difference_as_large_as_this_one() =>
        Assert.Equal(194, Binary(4, 12, 100).Weigh().ItemsToSettle);

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
        Assert.True(one.ItemsToSettle > alone.ItemsToSettle);
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

    // Miller 2024 with the same three differences: (1.9599640 + 0.8416212)² · 0.04 / 0.16 = 1.96, so 2; and with 3 items
    // 2.8015852 · √(0.04 / 3) = 0.3234992 is found.
    [Fact]
    public void What_graded_items_can_show_follows_from_how_much_they_vary()
    {
        var evidence = Differences(0.2, 0.4, 0.6).Weigh();

        Assert.Equal(0.3234992, evidence.DetectableDifference!.Value, 1e-6);
        Assert.Equal(2, evidence.ItemsToSettle);
    }

    [Fact]
    public void Right_or_wrong_items_that_were_asked_several_times_are_graded()
    {
        var evidence = (Binary(4, 12, 100) with { AskedOnce = false }).Weigh();

        Assert.Equal(PairedTest.SignFlipExact, evidence.Test);
        Assert.Null(evidence.McNemar);
        Assert.Equal(0.076812744140625, evidence.PValue!.Value, 1e-9); // on right or wrong it is McNemar's exact test
    }

    // Two clusters win and one loses as a whole: each of 8 patterns is as likely, and all but those of one sum reach as far. By hand:
    // the sums are 2, 2 and −1, their total 3; of ±2 ± 2 ± 1 four reach |3| or more: 5, 3, −3, −5. So p = 4/8.
    [Fact]
    public void Items_of_one_cluster_change_sign_together_and_count_as_one_unit()
    {
        var sample = Of([0, 0, 0, 0, 1], [1, 1, 1, 1, 0]) with { Clusters = ["a", "a", "b", "b", null] };

        var evidence = sample.Weigh();

        Assert.Equal((5, 3, 4, 1), (evidence.Items, evidence.Clusters, evidence.Wins, evidence.Losses));
        Assert.Equal(0.5, evidence.PValue!.Value, 1e-12);
        Assert.Equal(PairedTest.SignFlipExact, evidence.Test);
    }

    // By hand: values 1, 1 | 1, 1 | −1 around the mean 0.6 give the cluster sums 0.8, 0.8, −1.6, so the standard error is
    // √(3/2 · 3.84) / 5 = 0.48; t(2) = 4.3026527: 0.6 ± 2.0652733.
    [Fact]
    public void The_interval_of_clusters_is_the_t_interval_with_their_standard_error()
    {
        var interval = (Of([0, 0, 0, 0, 1], [1, 1, 1, 1, 0]) with { Clusters = ["a", "a", "b", "b", null] }).Weigh().Interval!.Value;

        Assert.Equal(0.6 - 2.0652733, interval.Low, 1e-6);
        Assert.Equal(0.6 + 2.0652733, interval.High, 1e-6);
    }

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
        Assert.Equal(new Interval(0.25, 0.25), evidence.Interval);
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

    // 98.3% is 1 − 5%/3, the confidence of a third look. The normal quantiles are those of tables for three comparisons after
    // Bonferroni: 2.39398 two-sided, 2.12805 one-sided. Four losses and twelve wins of 100.
    [Fact]
    public void The_interval_and_the_bounds_have_the_confidence_that_is_asked_for()
    {
        const double TwoSided = 2.39398,
            OneSided = 2.12805;
        var (loss, win) = ((4 + 1) / 102.0, (12 + 1) / 102.0);
        var error = Math.Sqrt((loss + win - Math.Pow(win - loss, 2)) / 102);

        var evidence = PairedEvidence.Of(Binary(4, 12, 100), Dice, family: 3, confidence: 1 - (0.05 / 3));

        Assert.Equal(
            (win - loss - (TwoSided * error), win - loss + (TwoSided * error)),
            (evidence.Interval!.Value.Low, evidence.Interval.Value.High),
            Nearly
        );
        Assert.Equal(
            (win - loss - (OneSided * error), win - loss + (OneSided * error)),
            (evidence.LowerBound!.Value, evidence.UpperBound!.Value),
            Nearly
        );
        Assert.Equal(1 - (0.05 / 3), evidence.Confidence);
    }

    [Fact]
    public void Another_confidence_leaves_the_test_as_it_is()
    {
        var (usual, strict) = (PairedEvidence.Of(Binary(4, 12, 100), Dice), PairedEvidence.Of(Binary(4, 12, 100), Dice, confidence: 0.99));

        Assert.Equal((usual.PValue, usual.PWorse, usual.Outcome), (strict.PValue, strict.PWorse, strict.Outcome));
    }

    // Three differences of 0.1, 0.2 and 0.3: mean 0.2, standard error 0.1/√3, t on 2 degrees of freedom is 9.92484 at 99% on two
    // sides and 6.96456 at 98%, which is 99% on one. The bootstrap of three values never reaches as far.
    [Fact]
    public void The_bounds_of_graded_items_have_it_too()
    {
        var evidence = PairedEvidence.Of(Differences(0.1, 0.2, 0.3), Dice, confidence: 0.99);

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

        var evidence = PairedEvidence.Of(sample, new RandomSource(1));

        Assert.Equal(PairedTest.SignFlipSampled, evidence.Test);
        Assert.Equal(evidence, PairedEvidence.Of(sample, new RandomSource(1)));
        Assert.NotEqual(evidence.PValue, PairedEvidence.Of(sample, new RandomSource(2)).PValue);
    }

    private static bool Nearly((double Low, double High) one, (double Low, double High) other) =>
        Math.Abs(one.Low - other.Low) < 1e-6 && Math.Abs(one.High - other.High) < 1e-6;
}
