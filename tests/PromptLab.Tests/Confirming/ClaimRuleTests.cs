using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Holdouts;
using static PromptLab.Tests.Comparing.SomeSamples;

namespace PromptLab.Tests.Confirming;

public sealed class ClaimRuleTests
{
    private const double TenPoints = 0.10;

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(2, 0.025)]
    [InlineData(3, 0.016666666666666666)]
    [InlineData(10, 0.005)]
    public void The_level_is_5_percent_divided_by_the_looks(int looks, double level) => Assert.Equal(level, LookLevel.Of(looks), 1e-15);

    // Six wins and no loss: the two-sided mid-p is ½⁶ = 0.0156, below 5% / 3 = 0.0167 and above 5% / 4 = 0.0125.
    [Theory]
    [InlineData(1, ClaimOutcome.Confirmed)]
    [InlineData(3, ClaimOutcome.Confirmed)]
    [InlineData(4, ClaimOutcome.NotWorse)]
    public void A_gain_is_confirmed_where_the_test_shows_it_at_the_level_of_the_look(int look, ClaimOutcome claim) =>
        Assert.Equal(claim, ClaimOf(Binary(0, 6, 20), look));

    // Nothing flips on 20 items: the bound of Bonett and Price is −z √(2/22 / 22) = −z · 0.06428, with z = 1.645 at the first look
    // (−10.6 pp), 1.960 at the second (−12.6 pp) and 2.128 at the third (−13.7 pp).
    [Theory]
    [InlineData(1, 0.105, ClaimOutcome.Inconclusive)]
    [InlineData(1, 0.107, ClaimOutcome.NotWorse)]
    [InlineData(2, 0.125, ClaimOutcome.Inconclusive)]
    [InlineData(2, 0.127, ClaimOutcome.NotWorse)]
    [InlineData(3, 0.136, ClaimOutcome.Inconclusive)]
    [InlineData(3, 0.138, ClaimOutcome.NotWorse)]
    public void Not_worse_is_where_the_one_sided_bound_at_the_level_lies_above_minus_the_margin(
        int look,
        double margin,
        ClaimOutcome claim
    ) => Assert.Equal(claim, ClaimOf(Binary(0, 0, 20), look, margin));

    // Twelve losses of 1,000: D = −12/1002, half-width 1.645 √((14/1002 − D²)/1002) = 0.0061; from −1.8 to −0.6 pp.
    [Fact]
    public void A_loss_that_is_shown_and_smaller_than_the_margin_is_not_worse() =>
        Assert.Equal(ClaimOutcome.NotWorse, ClaimOf(Binary(12, 0, 1000), look: 1, margin: 0.05));

    // Four losses and no win of 20: D = −4/22, half-width z √((6/22 − D²)/22) = z · 0.1044. At the first look the upper bound
    // is −0.182 + 0.172 < 0, at the second −0.182 + 0.205 > 0.
    [Theory]
    [InlineData(1, ClaimOutcome.Regression)]
    [InlineData(2, ClaimOutcome.Inconclusive)]
    public void A_regression_is_where_the_one_sided_upper_bound_lies_below_zero(int look, ClaimOutcome claim) =>
        Assert.Equal(claim, ClaimOf(Binary(4, 0, 20), look));

    [Fact]
    public void As_many_wins_as_losses_of_few_items_are_inconclusive() =>
        Assert.Equal(ClaimOutcome.Inconclusive, ClaimOf(Binary(3, 3, 20), look: 1));

    // Eight of ten items gain 0.2: of the 2⁸ patterns of signs two are as far out, p = 0.0078; 5% / 6 = 0.0083, 5% / 7 = 0.0071.
    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Graded_items_are_confirmed_by_their_patterns_of_signs(int look, bool isConfirmed) =>
        Assert.Equal(isConfirmed, ClaimOf(Differences(0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0, 0), look) == ClaimOutcome.Confirmed);

    // Six clusters of three items, seventeen of the eighteen won: of 2⁶ patterns of signs two are as far out, p = 0.031.
    // Seventeen wins and no loss of items that stand alone have p = ½¹⁷.
    [Theory]
    [InlineData(1, true, true)]
    [InlineData(2, true, false)]
    [InlineData(9, false, true)]
    public void Items_of_one_cluster_are_one_piece_of_evidence(int look, bool shareClusters, bool isConfirmed)
    {
        double[] after = [.. Enumerable.Repeat(1.0, 17), 0];
        var sample = Of(new double[18], after) with
        {
            Clusters = [.. Enumerable.Range(0, 18).Select(i => shareClusters ? $"source {i / 3}" : null)],
        };

        Assert.Equal(isConfirmed, ClaimOf(sample, look) == ClaimOutcome.Confirmed);
    }

    // Where all graded items differ alike the interval is a point, and −0.25 ± 0 says nothing of chance: the patterns of signs do.
    [Theory]
    [InlineData(0.0, 12, ClaimOutcome.Inconclusive)]
    [InlineData(-0.25, 2, ClaimOutcome.Inconclusive)] // p = 2/2²
    [InlineData(-0.25, 12, ClaimOutcome.Regression)] // p = 2/2¹²
    [InlineData(0.25, 2, ClaimOutcome.Inconclusive)]
    [InlineData(0.25, 12, ClaimOutcome.Confirmed)]
    public void Without_variation_the_test_alone_decides(double difference, int items, ClaimOutcome claim) =>
        Assert.Equal(claim, ClaimOf(Differences([.. Enumerable.Repeat(difference, items)]), look: 1));

    [Fact]
    public void One_graded_item_claims_nothing() => Assert.Equal(ClaimOutcome.Inconclusive, ClaimOf(Differences(0.5), look: 1));

    [Fact]
    public void Too_many_pairs_left_out_no_items_and_runs_with_objections_allow_no_claim()
    {
        Assert.Null(ClaimOf(Binary(0, 8, 20) with { LeftOut = 1 }, look: 1)); // 1 of 21 is 4.8%
        Assert.Null(ClaimOf(Binary(0, 0, 0), look: 1));
        Assert.Null(ClaimRule.Of(Evidence(Binary(0, 8, 20), look: 1) with { IsWithheld = true }, TenPoints));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    public void A_margin_of_nothing_is_refused(double margin) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClaimOf(Binary(0, 0, 20), look: 1, margin));

    private static ClaimOutcome? ClaimOf(PairedSample sample, int look, double margin = TenPoints) =>
        ClaimRule.Of(Evidence(sample, look), margin);

    private static PairedEvidence Evidence(PairedSample sample, int look) =>
        PairedEvidence.Of(sample, Dice, look, 1 - LookLevel.Of(look)).AfterLooks(look);
}
