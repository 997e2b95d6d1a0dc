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

    // Nothing flips on 20 items: Tango's bound is −z²/(20 + z²), with z = 1.645 at the first look (−11.9 pp), 1.960 at the second
    // (−16.1 pp) and 2.128 at the third (−18.5 pp).
    [Theory]
    [InlineData(1, 0.119, ClaimOutcome.Inconclusive)]
    [InlineData(1, 0.120, ClaimOutcome.NotWorse)]
    [InlineData(2, 0.161, ClaimOutcome.Inconclusive)]
    [InlineData(2, 0.162, ClaimOutcome.NotWorse)]
    [InlineData(3, 0.184, ClaimOutcome.Inconclusive)]
    [InlineData(3, 0.185, ClaimOutcome.NotWorse)]
    public void Not_worse_is_where_the_one_sided_bound_at_the_level_lies_above_minus_the_margin(
        int look,
        double margin,
        ClaimOutcome claim
    ) => Assert.Equal(claim, ClaimOf(Binary(0, 0, 20), look, margin));

    // Of k losses and no win the two-sided mid-p is ½ᵏ: 5 of 99 have p = 0.031, although a loss of 10 points is ruled out.
    [Theory]
    [InlineData(5, 99)]
    [InlineData(12, 1000)]
    public void What_the_test_calls_worse_is_never_not_worse(int losses, int items) =>
        Assert.Equal(ClaimOutcome.Regression, ClaimOf(Binary(losses, 0, items), look: 1));

    // Six losses of 40 have p = 0.016, above 5% / 6 and below 5%; four have p = 0.0625.
    [Theory]
    [InlineData(6, 1, ClaimOutcome.Regression)]
    [InlineData(6, 6, ClaimOutcome.Regression)]
    [InlineData(6, 9, ClaimOutcome.Regression)]
    [InlineData(4, 1, ClaimOutcome.Inconclusive)]
    public void Losses_keep_5_percent_at_every_look(int losses, int look, ClaimOutcome claim) =>
        Assert.Equal(claim, ClaimOf(Binary(losses, 0, 40), look));

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
        EvidenceWeighing.Of(sample, Dice, look, 1 - LookLevel.Of(look)).AfterLooks(look);
}
