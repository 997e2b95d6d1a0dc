using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class PairedMeanPowerTests
{
    // (1.959964 + 0.841621)² = 7.848879; times 0.06 + 0.1/3 + 0.1/3 = 0.126667 over 0.05² is 397.6765.
    [Fact]
    public void The_required_number_of_items_is_as_worked_by_hand()
    {
        var power = new PairedMeanPower
        {
            DifferenceVariance = 0.06,
            BaselineRunVariance = 0.1,
            BaselineRepeats = 3,
            CandidateRunVariance = 0.1,
            CandidateRepeats = 3,
        };

        Assert.Equal(397.6765, power.RequiredItemsRaw(0.05), 0.001);
        Assert.Equal(398, power.RequiredItems(-0.05));
        Assert.Equal(0.05, power.MinimumDetectableEffect(398), 1e-4);
    }

    // The same spend: 50 items three times have a standard error of .050, 150 items once .042.
    [Theory]
    [InlineData(50, 3, 0.050)]
    [InlineData(150, 1, 0.042)]
    public void New_items_are_worth_more_than_repeats(int items, int repeats, double standardError)
    {
        var power = new PairedMeanPower
        {
            DifferenceVariance = 0.06,
            BaselineRunVariance = 0.1,
            BaselineRepeats = repeats,
            CandidateRunVariance = 0.1,
            CandidateRepeats = repeats,
        };

        Assert.Equal(standardError, Math.Sqrt(power.VarianceOfDifference / items), 0.0005);
    }

    [Fact]
    public void The_true_variance_is_what_runs_leave_and_never_negative()
    {
        Assert.Equal(0.06, PairedMeanPower.TrueVariance(0.16, 0.1, 2, 0.2, 4), 1e-12);
        Assert.Equal(0, PairedMeanPower.TrueVariance(0.01, 0.1, 1, 0.1, 1));
    }

    [Fact]
    public void No_number_of_items_finds_no_difference() => Assert.Null(new PairedMeanPower { DifferenceVariance = 0.06 }.RequiredItems(0));

    [Fact]
    public void Impossible_values_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairedMeanPower { DifferenceVariance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairedMeanPower { DifferenceVariance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairedMeanPower { DifferenceVariance = 1, BaselineRepeats = 0 });
    }
}
