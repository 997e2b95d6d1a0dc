using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class PairedBinaryPowerTests
{
    // Two items that both change and are both won: the mid-p of 0 of 2 is 2·¼ − ¼ = 0.25, of 0 of 1 it is ½; one-sided half of that.
    [Fact]
    public void Two_items_are_as_worked_by_hand()
    {
        Assert.Equal(0.49 + 0.01, PairedBinaryPower.MidPTest(2, 0.1, 0.7, alpha: 0.25), 1e-12);
        Assert.Equal(0.49, PairedBinaryPower.MidPTestBetter(2, 0.1, 0.7, alpha: 0.125), 1e-12);
        Assert.Equal(0.49 + (2 * 0.7 * 0.2), PairedBinaryPower.MidPTestBetter(2, 0.1, 0.7, alpha: 0.25), 1e-12);
        Assert.Equal(0, PairedBinaryPower.ExactTest(2, 0.1, 0.7, alpha: 0.25));
    }

    // R dmultinom over all tables, also by scipy: exact .54, mid-p .62; the one-sided mid-p .74.
    [Fact]
    public void A_hundred_items_of_which_five_are_lost_and_fifteen_won_are_as_enumerated_elsewhere()
    {
        Assert.Equal(0.54, PairedBinaryPower.ExactTest(100, 0.05, 0.15), 0.005);
        Assert.Equal(0.62, PairedBinaryPower.MidPTest(100, 0.05, 0.15), 0.005);
        Assert.Equal(0.74, PairedBinaryPower.MidPTestBetter(100, 0.05, 0.15, 0.05), 0.005);
    }

    // The share of false alarms, enumerated elsewhere: .009 and .025 with 50 items and 10% changed, .029 and .046 with 100 and 20%.
    [Theory]
    [InlineData(50, 0.05, 0.009, 0.025)]
    [InlineData(100, 0.10, 0.029, 0.046)]
    public void Where_nothing_changes_but_chance_the_power_is_the_share_of_false_alarms(int items, double each, double exact, double midP)
    {
        Assert.Equal(exact, PairedBinaryPower.ExactTest(items, each, each), 0.0005);
        Assert.Equal(midP, PairedBinaryPower.MidPTest(items, each, each), 0.0005);
    }

    // Every table of losses and wins, one by one.
    [Fact]
    public void Power_is_the_sum_over_all_tables() =>
        Gen.Int[1, 25]
            .Select(Gen.Double[0, 0.5], Gen.Double[0, 0.5], Gen.Double[0.01, 0.45])
            .Sample(
                (items, loss, win, alpha) =>
                {
                    Assert.Equal(
                        OverAllTables(items, loss, win, test => test.MidPTwoSided <= alpha),
                        PairedBinaryPower.MidPTest(items, loss, win, alpha),
                        1e-9
                    );
                    Assert.Equal(
                        OverAllTables(items, loss, win, test => test.ExactTwoSided <= alpha),
                        PairedBinaryPower.ExactTest(items, loss, win, alpha),
                        1e-9
                    );
                    Assert.Equal(
                        OverAllTables(items, loss, win, test => test.MidPBetter <= alpha),
                        PairedBinaryPower.MidPTestBetter(items, loss, win, alpha),
                        1e-9
                    );
                },
                iter: 50
            );

    // The table that PromptLab's users are shown, to half a point: enumerated elsewhere, rounded to half a point.
    [Theory]
    [InlineData(50, 0.17, 0.21, 0.265)]
    [InlineData(75, 0.125, 0.16, 0.205)]
    [InlineData(100, 0.10, 0.135, 0.17)]
    [InlineData(200, 0.065, 0.085, 0.11)]
    [InlineData(300, 0.05, 0.065, 0.09)]
    public void The_smallest_effect_that_is_found_is_that_of_the_table(int items, double twoPercent, double fivePercent, double tenPercent)
    {
        Assert.Equal(twoPercent, PairedBinaryPower.MinimumDetectableEffect(items, 0.02)!.Value, 0.005);
        Assert.Equal(fivePercent, PairedBinaryPower.MinimumDetectableEffect(items, 0.05)!.Value, 0.005);
        Assert.Equal(tenPercent, PairedBinaryPower.MinimumDetectableEffect(items, 0.10)!.Value, 0.005);
    }

    [Fact]
    public void The_smallest_effect_has_the_power_that_was_asked_for()
    {
        var effect = PairedBinaryPower.MinimumDetectableEffect(60, 0.05, power: 0.9)!.Value;

        Assert.Equal(0.9, PairedBinaryPower.MidPTest(60, 0.05, 0.05 + effect), 1e-4);
    }

    // Of four items, even all won have a mid-p of 1/16.
    [Fact]
    public void Too_few_items_find_no_effect_at_all()
    {
        Assert.Null(PairedBinaryPower.MinimumDetectableEffect(4, 0));
        Assert.NotNull(PairedBinaryPower.MinimumDetectableEffect(5, 0));
        Assert.Null(PairedBinaryPower.MinimumDetectableEffect(100, 0.5));
    }

    [Fact]
    public void Nothing_that_changes_is_nothing_to_find()
    {
        Assert.Equal(0, PairedBinaryPower.MidPTest(100, 0, 0));
        Assert.Equal(0, PairedBinaryPower.MidPTest(0, 0.1, 0.1));
    }

    // The normal approximation at n = 100,000 from RequiredItemsRaw: its power is 0.8 to within a point.
    [Fact]
    public void The_required_number_of_items_has_the_power_asked_for_when_it_is_large()
    {
        var items = PairedBinaryPower.RequiredItems(0.2, 0.004)!.Value;

        Assert.InRange(items, 90_000, 110_000);
        Assert.Equal(0.8, PairedBinaryPower.MidPTest((int)items, 0.098, 0.102), 0.01);
    }

    // All changed items won: √0.1·1.959964 + √(0.1 − 0.01)·0.841621 = 0.872279, squared over 0.01 is 76.0870.
    [Fact]
    public void The_required_number_of_items_is_as_worked_by_hand()
    {
        Assert.Equal(76.0870, PairedBinaryPower.RequiredItemsRaw(0.1, 0.1), 0.001);
        Assert.Equal(77, PairedBinaryPower.RequiredItems(0.1, -0.1));
    }

    [Fact]
    public void No_number_of_items_finds_no_difference()
    {
        Assert.Null(PairedBinaryPower.RequiredItems(0.2, 0));
        Assert.Equal(double.PositiveInfinity, PairedBinaryPower.RequiredItemsRaw(0.2, 0));
    }

    [Fact]
    public void Impossible_shares_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("winShare", () => PairedBinaryPower.MidPTest(10, 0.6, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("lossShare", () => PairedBinaryPower.MidPTest(10, double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => PairedBinaryPower.MidPTest(10, 0.1, 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>("difference", () => PairedBinaryPower.RequiredItems(0.1, 0.2));
        Assert.Throws<ArgumentOutOfRangeException>("difference", () => PairedBinaryPower.RequiredItems(0.1, double.NaN));
    }

    private static double OverAllTables(int items, double loss, double win, Func<McNemarTest, bool> rejects)
    {
        var power = 0.0;
        for (var losses = 0; losses <= items; losses++)
        {
            for (var wins = 0; losses + wins <= items; wins++)
            {
                if (rejects(McNemarTest.Of(losses, wins)))
                    power +=
                        Ways(items, losses)
                        * Ways(items - losses, wins)
                        * Math.Pow(loss, losses)
                        * Math.Pow(win, wins)
                        * Math.Pow(1 - loss - win, items - losses - wins);
            }
        }

        return power;
    }

    private static double Ways(int from, int choose) =>
        Enumerable.Range(1, choose).Aggregate(1.0, (ways, i) => ways * (from - choose + i) / i);
}
