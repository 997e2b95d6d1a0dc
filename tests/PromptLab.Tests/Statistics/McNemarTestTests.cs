using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class McNemarTestTests
{
    // vassarstats.net and R mcnemar.test, as quoted in the tests of statsmodels.
    [Fact]
    public void A_hundred_and_eighty_changed_items_are_as_R_has_them()
    {
        var test = McNemarTest.Of(59, 121);

        Assert.Equal(0.000004, test.ExactTwoSided, 5e-7);
        Assert.Equal(21.35556, test.ChiSquared, 5e-6);
        Assert.Equal(3.815136e-06, test.ChiSquaredP, 5e-13);
        Assert.Equal(20.67222, test.ChiSquaredCorrected, 5e-6);
        Assert.Equal(5.450095e-06, test.ChiSquaredCorrectedP, 5e-13);
    }

    [Fact]
    public void Fifty_nine_to_seventy_is_as_vassarstats_has_it() => Assert.Equal(0.378688, McNemarTest.Of(59, 70).ExactTwoSided, 5e-7);

    // Fagerland, Lydersen and Laake 2013, table 1: exact 0.0703, mid-p 0.0391. Of 256 outcomes, 9 have one loss or none.
    [Fact]
    public void One_loss_and_seven_wins_are_as_published()
    {
        var test = McNemarTest.Of(1, 7);

        Assert.Equal(18 / 256.0, test.ExactTwoSided);
        Assert.Equal(10 / 256.0, test.MidPTwoSided);
        Assert.Equal(5 / 256.0, test.MidPBetter);
        Assert.Equal(251 / 256.0, test.MidPWorse);
    }

    // 1 − C(10, 5)/2^10/2. Twice the one-sided value would be 1.
    [Fact]
    public void Mid_p_with_as_many_losses_as_wins_counts_the_outcome_half()
    {
        var test = McNemarTest.Of(5, 5);

        Assert.Equal(1 - (252 / 2048.0), test.MidPTwoSided);
        Assert.Equal(1, test.ExactTwoSided);
        Assert.Equal((0.5, 0.5), (test.MidPBetter, test.MidPWorse));
    }

    [Fact]
    public void Mid_p_is_one_where_nothing_changed()
    {
        var test = McNemarTest.Of(0, 0);

        Assert.Equal((1, 1), (test.MidPTwoSided, test.ExactTwoSided));
        Assert.Equal((0.5, 0.5), (test.MidPBetter, test.MidPWorse));
        Assert.Equal((0, 1, 0, 1), (test.ChiSquared, test.ChiSquaredP, test.ChiSquaredCorrected, test.ChiSquaredCorrectedP));
    }

    [Fact]
    public void No_p_is_ever_zero()
    {
        var test = McNemarTest.Of(0, 5000);

        Assert.All([test.ExactTwoSided, test.MidPTwoSided, test.MidPBetter, test.ChiSquaredP], p => Assert.True(p > 0));
    }

    [Fact]
    public void Changing_sides_changes_better_and_worse_and_nothing_else() =>
        Gen.Int[0, 60]
            .Select(Gen.Int[0, 60])
            .Sample(
                (losses, wins) =>
                {
                    var (one, other) = (McNemarTest.Of(losses, wins), McNemarTest.Of(wins, losses));
                    Assert.Equal(one.MidPBetter, other.MidPWorse, 1e-12);
                    Assert.Equal(one.MidPTwoSided, other.MidPTwoSided, 1e-12);
                    Assert.True(one.MidPTwoSided <= one.ExactTwoSided);
                    Assert.Equal(1, one.MidPBetter + one.MidPWorse, 1e-12);
                }
            );

    // Above 1,000 changed items another formula takes over: P(X ≤ 480) of 1,000 and, a toss later, P(X ≤ 480) − P(X = 480)/2.
    [Fact]
    public void The_formula_for_many_items_joins_the_one_for_few()
    {
        var few = McNemarTest.Of(480, 520).ExactTwoSided / 2;
        var mass = few - (McNemarTest.Of(479, 521).ExactTwoSided / 2);

        Assert.Equal(few - (mass / 2), McNemarTest.Of(480, 521).ExactTwoSided / 2, 1e-10);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, -1)]
    public void Negative_counts_are_refused(int losses, int wins) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemarTest.Of(losses, wins));
}
