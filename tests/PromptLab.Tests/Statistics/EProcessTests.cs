using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class EProcessTests
{
    // After one win: the mean of 2θ over θ from ½ to 1 is 1.5; after a loss, of 2(1 − θ), 0.5. After both, of 4θ(1 − θ), 2/3.
    [Fact]
    public void Evidence_of_one_and_two_items_is_as_worked_by_hand()
    {
        var process = new SignEProcess();
        Assert.Equal((1, 1), (process.EValue, process.AlwaysValidP));

        process.Add(win: true);
        Assert.Equal(1.5, process.EValue, 1e-12);
        process.Add(win: false);
        Assert.Equal(2 / 3.0, process.EValue, 1e-12);
        Assert.Equal(1 / 1.5, process.AlwaysValidP, 1e-12);
        Assert.Equal((1, 1), (process.Wins, process.Losses));
    }

    [Fact]
    public void Losses_never_give_a_p_above_one()
    {
        var process = new SignEProcess();
        process.Add(win: false);

        Assert.Equal(0.5, process.EValue, 1e-12);
        Assert.Equal(1, process.AlwaysValidP);
    }

    [Fact]
    public void Thousands_of_items_overflow_no_p()
    {
        var (wins, losses) = (new SignEProcess(), new SignEProcess());
        for (var i = 0; i < 5000; i++)
        {
            wins.Add(win: true);
            losses.Add(win: false);
        }

        Assert.True(wins.AlwaysValidP > 0);
        Assert.Equal((0, 1), (losses.EValue, losses.AlwaysValidP));
    }

    // Mean of 1 + λ over the six λ, whose mean is 1.55/6; then times 1 − λ: 1 − mean of λ², 0.5525/6.
    [Fact]
    public void Bets_on_differences_are_as_worked_by_hand()
    {
        var process = new BettingEProcess();
        process.Add(1);
        Assert.Equal(1 + (1.55 / 6), process.EValue, 1e-12);
        process.Add(-1);
        Assert.Equal(1 - (0.5525 / 6), process.EValue, 1e-12);
        Assert.Equal(1 / (1 + (1.55 / 6)), process.AlwaysValidP, 1e-12);
        process.Add(0);
        Assert.Equal(1 - (0.5525 / 6), process.EValue, 1e-12);
        Assert.Equal(3, process.Count);
    }

    // Ville's inequality: of fair games, at most α ever reach 1/α. 400 games of 200 items, four standard errors allowed.
    [Fact]
    public void Looking_after_every_item_raises_no_false_alarms()
    {
        var random = new RandomSource(11);
        var alarms = Enumerable
            .Range(0, 400)
            .Count(_ =>
            {
                var (signs, bets) = (new SignEProcess(), new BettingEProcess());
                for (var i = 0; i < 200; i++)
                {
                    var win = random.Below(2) == 1;
                    signs.Add(win);
                    bets.Add(win ? 1 : -1);
                }

                return signs.AlwaysValidP <= 0.1 || bets.AlwaysValidP <= 0.05;
            });

        Assert.InRange(alarms, 0, 60 + 29);
    }

    [Theory]
    [InlineData(1.1)]
    [InlineData(-1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_difference_of_scores_is_refused(double difference) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BettingEProcess().Add(difference));
}
