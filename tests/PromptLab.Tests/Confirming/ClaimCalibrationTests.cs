using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Holdouts;
using PromptLab.Statistics;
using PromptLab.Tests.Comparing;

namespace PromptLab.Tests.Confirming;

/// <summary>
/// How often one look confirms, in worlds in which the truth is known. The dice are seeded, so a test fails always or never;
/// with 20,000 worlds the standard error of a share is at most 0.35 points.
/// </summary>
public sealed class ClaimCalibrationTests(ITestOutputHelper output)
{
    private const int Worlds = 20_000;

    // Equal versions: 6% of the items are lost by chance and 6% won. The level is two-sided, so half of 5% is for a gain.
    [Theory]
    [InlineData(30, 1)]
    [InlineData(60, 1)]
    [InlineData(60, 3)]
    public void A_look_seldom_confirms_a_version_that_is_no_better(int items, int look)
    {
        var confirmed = Confirmed(items, loss: 0.06, win: 0.06, look);

        Assert.True(confirmed <= (LookLevel.Of(look) / 2) + 0.0033, $"{confirmed}"); // three standard errors of 2.5%
    }

    // “Power of the holdout (loss 3%): n=30 detects +20 pp with .59, n=40 .75, n=60 .91, n=100 +10 pp with .74”: methods.md, A4.
    // Given to two digits; 1.5 points are half of the last digit and three standard errors.
    [Theory]
    [InlineData(30, 0.20, 0.59)]
    [InlineData(40, 0.20, 0.75)]
    [InlineData(60, 0.20, 0.91)]
    [InlineData(100, 0.10, 0.74)]
    public void A_first_look_confirms_a_true_gain_as_often_as_is_promised(int items, double gain, double power) =>
        Assert.Equal(power, Confirmed(items, loss: 0.03, win: 0.03 + gain, look: 1), 0.015);

    private double Confirmed(int items, double loss, double win, int look)
    {
        var random = new RandomSource(20261126).Fork($"{items} {win} {look}");
        var known = new Dictionary<(int, int), bool>();
        var confirmed = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var flips = Flips(random, items, loss, win);
            if (!known.TryGetValue(flips, out var isConfirmed))
                known[flips] = isConfirmed = IsConfirmed(flips, items, look);
            confirmed += isConfirmed ? 1 : 0;
        }

        output.WriteLine($"{items} items, {loss:0.00} lost, {win:0.00} won, look {look}: {(double)confirmed / Worlds:0.0000} confirmed");
        return (double)confirmed / Worlds;
    }

    private static (int Losses, int Wins) Flips(RandomSource random, int items, double loss, double win)
    {
        var (losses, wins) = (0, 0);
        for (var item = 0; item < items; item++)
        {
            var drawn = random.Next() / (uint.MaxValue + 1.0);
            losses += drawn < loss ? 1 : 0;
            wins += drawn >= loss && drawn < loss + win ? 1 : 0;
        }

        return (losses, wins);
    }

    private static bool IsConfirmed((int Losses, int Wins) flips, int items, int look)
    {
        var evidence = EvidenceWeighing
            .Of(SomeSamples.Binary(flips.Losses, flips.Wins, items), SomeSamples.Dice, look, 1 - LookLevel.Of(look))
            .AfterLooks(look);
        return ClaimRule.Of(evidence, NonInferiority.DefaultMargin(items)) == ClaimOutcome.Confirmed;
    }
}
