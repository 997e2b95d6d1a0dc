using PromptLab.Progress;
using PromptLab.Statistics;

namespace PromptLab.Tests.Progress;

public sealed class PlateauRuleTests
{
    private static readonly PlateauSettings Settings = new();

    // Methods A7 names w without the share of changed items. Summed over all tables by hand-written code: 10 points at 3% losses
    // (ψ = 16%), 5 points at 4.5% (ψ = 14%).
    [Theory]
    [InlineData(45, 0.10, 0.030, 0.82)]
    [InlineData(60, 0.10, 0.030, 0.89)]
    [InlineData(100, 0.10, 0.030, 0.96)]
    [InlineData(45, 0.05, 0.045, 0.51)]
    [InlineData(60, 0.05, 0.045, 0.57)]
    [InlineData(100, 0.05, 0.045, 0.69)]
    public void The_power_is_as_published(int items, double gain, double losses, double power)
    {
        var verdict = PlateauRule.Of(Facts() with { Items = items, LossShare = losses }, Settings with { SmallestGain = gain });

        Assert.Equal(power, verdict.Power, 0.0055);
        Assert.Equal(gain + (2 * losses), verdict.Discordance, 1e-12);
    }

    // ln 0.25 = −1.3863; ln(1 − 0.125) = −0.13353: 10.4; ln 0.85: 8.5; ln 0.8: 6.2; ln 0.775: 5.4. Methods A7: 11, 9, 7, 6.
    [Theory]
    [InlineData(0.5, 11)]
    [InlineData(0.6, 9)]
    [InlineData(0.8, 7)]
    [InlineData(0.9, 6)]
    [InlineData(1.0, 5)] // ln 0.75: 4.8
    public void The_patience_is_as_published(double power, int misses)
    {
        Assert.Equal(misses, PlateauRule.PatienceAt(power, Settings));
        Assert.True(PlateauRule.ChanceOfMisses(misses, power, Settings) <= 0.25);
        Assert.True(PlateauRule.ChanceOfMisses(misses - 1, power, Settings) > 0.25);
    }

    [Fact]
    public void Where_nothing_can_be_accepted_misses_end_no_patience() => Assert.Null(PlateauRule.PatienceAt(0, Settings));

    // Methods A7: 32% after 5 misses, 19% after 10.
    [Theory]
    [InlineData(5, 0.32)]
    [InlineData(10, 0.19)]
    [InlineData(0, 0.90)] // nothing tried: 1 − 0.1
    public void The_bound_on_the_share_of_good_ideas_is_as_published(int misses, double bound) =>
        Assert.Equal(bound, PlateauRule.MaxGoodShareAfter(misses), 0.005);

    // One left: all that can come is 1 win of 1, mid-p ½ · ½ = 0.25. Two: ½ · ¼ = 0.125.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void So_few_failures_are_left_that_none_could_be_told_from_chance(int failures, bool ceiling) =>
        Assert.Equal(ceiling, PlateauRule.IsCeiling(failures, 0.20));

    [Theory]
    [InlineData(149, 0.10)]
    [InlineData(150, 0.05)]
    public void The_smallest_gain_goes_by_the_number_of_items(int items, double gain)
    {
        Assert.Equal(gain, Settings.SmallestGainFor(items));
        Assert.Equal(0.02, (Settings with { SmallestGain = 0.02 }).SmallestGainFor(items));
    }

    // 60 items, 3% losses, 10 points: w = 0.886, k = 6. 45 items and 5 points at 6% losses: w = 0.48, k = 11.
    [Theory]
    [InlineData(5, 2, SearchState.Improving)]
    [InlineData(6, 2, SearchState.Plateau)]
    [InlineData(6, 1, SearchState.Improving)] // all in one section
    [InlineData(40, 1, SearchState.Improving)]
    [InlineData(0, 0, SearchState.Improving)]
    public void Misses_over_two_sections_end_in_a_plateau(int misses, int sections, SearchState state) =>
        Assert.Equal(state, PlateauRule.Of(Facts() with { Misses = misses, Sections = sections }, Settings).State);

    [Fact]
    public void A_set_that_sees_less_than_every_other_gain_is_underpowered_and_no_plateau()
    {
        var facts = Facts() with { Items = 45, LossShare = 0.06, Sections = 2 };
        var settings = Settings with { SmallestGain = 0.05 };
        var patience = PlateauRule.Of(facts, settings).Patience!.Value;

        Assert.InRange(PlateauRule.Of(facts, settings).Power, 0.45, 0.4999);
        Assert.Equal(SearchState.Improving, PlateauRule.Of(facts with { Misses = patience - 1 }, settings).State);
        Assert.Equal(SearchState.Underpowered, PlateauRule.Of(facts with { Misses = patience }, settings).State);
    }

    // One item: one win of one has mid-p 0.25.
    [Fact]
    public void A_set_that_can_accept_nothing_is_underpowered_at_once()
    {
        var verdict = PlateauRule.Of(Facts() with { Items = 1, StableFailures = null }, Settings);

        Assert.Equal((SearchState.Underpowered, 0.0, null), (verdict.State, verdict.Power, verdict.Patience));
        Assert.Equal(SearchState.Underpowered, PlateauRule.Of(Facts() with { Items = 0, StableFailures = null }, Settings).State);
    }

    // Methods A7 has ceiling, underpowered, budget, plateau; B1 lines 6 and 7 ask for budget and ceiling without misses.
    [Fact]
    public void Ceiling_goes_before_underpowered_before_budget_before_plateau()
    {
        var hit = Facts() with { IsCapHit = true };
        var weak = hit with { Items = 10, Misses = 100, Sections = 2 };

        Assert.Equal(SearchState.Ceiling, PlateauRule.Of(weak with { StableFailures = 1 }, Settings).State);
        Assert.Equal(SearchState.Underpowered, PlateauRule.Of(weak, Settings).State);
        Assert.Equal(SearchState.Budget, PlateauRule.Of(hit with { Misses = 100, Sections = 2 }, Settings).State);
        Assert.Equal(SearchState.Budget, PlateauRule.Of(hit, Settings).State);
        Assert.Equal(SearchState.Ceiling, PlateauRule.Of(hit with { StableFailures = 0 }, Settings).State);
    }

    [Fact]
    public void Failures_that_are_not_known_are_no_ceiling() =>
        Assert.Equal(SearchState.Improving, PlateauRule.Of(Facts() with { StableFailures = null }, Settings).State);

    // Sixty items in 12 clusters are twelve signs: w is the power of the exact test on twelve.
    [Fact]
    public void Clusters_count_as_units_that_change_as_a_whole()
    {
        var (alone, clustered) = (PlateauRule.Of(Facts(), Settings), PlateauRule.Of(Facts() with { Clusters = 12 }, Settings));

        Assert.Equal(
            PairedBinaryPower.ExactTestBetter(12, 0.03, 0.03 + clustered.SmallestGain, Settings.SearchLevel),
            clustered.Power,
            1e-12
        );
        Assert.True(clustered.Power < alone.Power);
    }

    // Three units, each won with a probability of ½ and never lost: the exact p of k wins is ½ᵏ, at most 0.2 from three on, so 1/8. The
    // mid-p halves it: from two on, so 3/8 + 1/8.
    [Fact]
    public void The_exact_test_finds_less_of_few_units_than_the_mid_p_test()
    {
        Assert.Equal(0.125, PairedBinaryPower.ExactTestBetter(3, 0, 0.5, 0.2), 1e-12);
        Assert.Equal(0.5, PairedBinaryPower.MidPTestBetter(3, 0, 0.5, 0.2), 1e-12);
    }

    private static PlateauFacts Facts() =>
        new()
        {
            Items = 60,
            LossShare = 0.03,
            Misses = 0,
            Sections = 0,
            StableFailures = 20,
            IsCapHit = false,
        };
}
