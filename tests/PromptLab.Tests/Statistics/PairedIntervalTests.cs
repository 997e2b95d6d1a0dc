using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class PairedIntervalTests
{
    // The airway hyper-responsiveness of 21 children (1 and 7 changed), as Fagerland, Lydersen and Laake, Statistics in
    // Medicine 33(16), 2014, have it.
    [Fact]
    public void Tangos_interval_of_the_airway_example_is_as_published()
    {
        var interval = TangoInterval.Of(1, 7, 21);

        Assert.Equal(0.026, interval.Low, 5e-4);
        Assert.Equal(0.517, interval.High, 5e-4);
    }

    // Without a change, 0 ± z²/(n + z²): the share of losses that goes with δ is 0 or −δ, so that nδ² = z²·|δ|(1 − |δ|).
    [Fact]
    public void Tangos_interval_without_a_change_is_z_squared_over_n_plus_z_squared()
    {
        var interval = TangoInterval.Of(0, 0, 20);

        Assert.Equal(3.841458820694124 / 23.841458820694124, interval.High, 1e-9);
        Assert.Equal(-3.841458820694124 / 23.841458820694124, interval.Low, 1e-9);
    }

    // n + 2 = 100, l = 0.05, w = 0.13, D = 0.08: 0.08 ± 1.959964 · √((0.18 − 0.0064)/100) = 0.08 ± 0.081663.
    [Fact]
    public void Bonett_and_Prices_interval_is_as_worked_by_hand()
    {
        var interval = BonettPriceInterval.Of(4, 12, 98);

        Assert.Equal(0.08 - 0.081663, interval.Low, 1e-6);
        Assert.Equal(0.08 + 0.081663, interval.High, 1e-6);
    }

    // The same with z = 1.644854: 0.08 − 0.068533.
    [Fact]
    public void The_one_sided_limit_has_all_of_its_doubt_on_one_side() =>
        Assert.Equal(0.08 - 0.068533, BonettPriceInterval.LowerLimit(4, 12, 98), 1e-6);

    [Fact]
    public void An_interval_holds_the_estimate_and_turns_round_with_the_sides() =>
        Gen.Int[0, 40]
            .Select(Gen.Int[0, 40], Gen.Int[1, 200])
            .Sample(
                (losses, wins, others) =>
                {
                    var pairs = losses + wins + others;
                    var estimate = (wins - losses) / (double)pairs;
                    var (tango, turned) = (TangoInterval.Of(losses, wins, pairs), TangoInterval.Of(wins, losses, pairs));
                    Assert.InRange(estimate, tango.Low, tango.High);
                    Assert.Equal((tango.Low, tango.High), (-turned.High, -turned.Low));
                    var (bonettPrice, back) = (BonettPriceInterval.Of(losses, wins, pairs), BonettPriceInterval.Of(wins, losses, pairs));
                    Assert.InRange(estimate, bonettPrice.Low, bonettPrice.High);
                    Assert.Equal(bonettPrice.Low, -back.High, 1e-12);
                    Assert.InRange(bonettPrice.Low, -1, 1);
                }
            );

    [Fact]
    public void Only_wins_reach_up_to_one() => Assert.Equal(1, TangoInterval.Of(0, 43, 43).High);

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(-1, 3, 4)]
    [InlineData(0, 0, 0)]
    public void Impossible_counts_are_refused(int losses, int wins, int pairs)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BonettPriceInterval.Of(losses, wins, pairs));
        Assert.Throws<ArgumentOutOfRangeException>(() => TangoInterval.Of(losses, wins, pairs));
    }
}
