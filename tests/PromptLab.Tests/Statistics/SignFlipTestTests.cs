using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class SignFlipTestTests
{
    // The eight totals of ±1 ±2 ±3: 6 4 2 0 0 −2 −4 −6. As high as 1 + 2 − 3 = 0: five; as far from 0: all.
    [Fact]
    public void Three_differences_are_as_counted_by_hand()
    {
        var even = SignFlipTest.Of([1, 2, -3], new RandomSource(1));
        var high = SignFlipTest.Of([1, 2, 3], new RandomSource(1));

        Assert.Equal((1, 5 / 8.0, 5 / 8.0), (even.PTwoSided, even.PBetter, even.PWorse));
        Assert.Equal((2 / 8.0, 1 / 8.0, 1), (high.PTwoSided, high.PBetter, high.PWorse));
        Assert.Equal((SignFlipMethod.Enumeration, 8, 2), (high.Method, high.Patterns, high.MeanDifference));
    }

    // 0.1 + 0.2 and 0.3 differ by 6e-17: as numbers the totals of 0.1 + 0.2 − 0.3 and of −0.1 − 0.2 + 0.3 are one.
    [Fact]
    public void Sums_that_differ_by_rounding_alone_are_tied()
    {
        var test = SignFlipTest.Of([0.1, 0.2, -0.3], new RandomSource(1));

        Assert.Equal((1, 5 / 8.0, 5 / 8.0), (test.PTwoSided, test.PBetter, test.PWorse));
    }

    [Fact]
    public void Ties_do_not_depend_on_the_unit_of_the_scores() =>
        Assert.Equal(
            SignFlipTest.Of([0.1, 0.2, 0.3, -0.15], new RandomSource(1)).PTwoSided,
            SignFlipTest.Of([1e-11, 2e-11, 3e-11, -1.5e-11], new RandomSource(1)).PTwoSided
        );

    [Fact]
    public void Where_nothing_differs_every_p_is_one()
    {
        var test = SignFlipTest.Of([0, 0, 0], new RandomSource(1));

        Assert.Equal((1, 1, 1, 0), (test.PTwoSided, test.PBetter, test.PWorse, test.MeanDifference));
        Assert.Equal((SignFlipMethod.Enumeration, 1), (test.Method, test.Patterns));
    }

    [Fact]
    public void No_difference_at_all_is_no_difference() =>
        Assert.Equal((1, 0), (SignFlipTest.Of([], new RandomSource(1)).PTwoSided, SignFlipTest.Of([], new RandomSource(1)).MeanDifference));

    // 18 of 30 equal differences are positive, and their size is on no grid: the total is 6 of them, and X ~ binomial(30, ½) of its sign
    // patterns' plus signs. P(X ≥ 18) = 0.18080, twice that 0.36159; P(X ≤ 18) = 0.89976; without the ties they were 0.10, 0.20 and 0.82.
    [Fact]
    public void Random_patterns_count_totals_that_are_tied_with_the_observed_one()
    {
        double[] differences = [.. Enumerable.Repeat(Math.Sqrt(2), 18), .. Enumerable.Repeat(-Math.Sqrt(2), 12)];

        var test = SignFlipTest.Of(differences, new RandomSource(7), resamples: 20_000);

        Assert.Equal(SignFlipMethod.MonteCarlo, test.Method);
        Assert.InRange(test.PTwoSided, 0.345, 0.378);
        Assert.InRange(test.PBetter, 0.168, 0.194);
        Assert.InRange(test.PWorse, 0.890, 0.910);
    }

    // Two clusters of three: four patterns, of which two are as far from 0. Item by item it would be 2 of 64.
    [Fact]
    public void Clusters_change_sign_as_a_whole()
    {
        var test = SignFlipTest.Of([1, 1, 1, 1, 1, 1], new RandomSource(1), ["a", "a", "a", "b", "b", "b"]);

        Assert.Equal((2 / 4.0, 1 / 4.0, 4), (test.PTwoSided, test.PBetter, test.Patterns));
    }

    [Fact]
    public void An_item_without_a_cluster_is_a_unit_of_its_own() =>
        Assert.Equal(8, SignFlipTest.Of([1, 1, 1, 1], new RandomSource(1), ["a", null, "a", null]).Patterns);

    [Fact]
    public void A_cluster_whose_differences_cancel_needs_no_sign() =>
        Assert.Equal(2, SignFlipTest.Of([0.1, 0.2, -0.3, 1], new RandomSource(1), ["a", "a", "a", null]).Patterns);

    [Fact]
    public void On_wins_and_losses_enumeration_and_grid_are_McNemars_exact_test() =>
        Gen.Int[0, 40]
            .Select(Gen.Int[0, 40])
            .Sample(
                (losses, wins) =>
                {
                    double[] differences = [.. Enumerable.Repeat(-1.0, losses), .. Enumerable.Repeat(1.0, wins), 0, 0];

                    var test = SignFlipTest.Of(differences, new RandomSource(1));

                    Assert.Equal(losses + wins <= 20 ? SignFlipMethod.Enumeration : SignFlipMethod.Grid, test.Method);
                    Assert.Equal(McNemarTest.Of(losses, wins).ExactTwoSided, test.PTwoSided, 1e-10);
                }
            );

    // A step of 1/3 and a unit that is none: the grid counts up to 20 units as enumeration does.
    [Fact]
    public void Grid_and_enumeration_are_the_same_on_thirds() =>
        Gen.Int[-6, 6]
            .Where(third => third != 0)
            .Array[12, 20]
            .Sample(thirds =>
            {
                var units = SignFlipUnits.Of([.. thirds.Select(third => third / 3.0)], clusters: null);
                var (counted, enumerated) = (SignFlipGrid.UpperTail(units)!, SignFlipEnumeration.UpperTail(units));

                Assert.Equal(enumerated(units.Total), counted(units.Total), 1e-12);
                Assert.Equal(enumerated(-units.Total), counted(-units.Total), 1e-12);
            });

    [Fact]
    public void Means_over_two_and_three_repeats_share_the_step_of_a_sixth()
    {
        double[] differences = [.. Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? 1.0 / 2 : 2.0 / 3) - (i % 5 == 0 ? 1 : 0))];

        var test = SignFlipTest.Of(differences, new RandomSource(1));

        Assert.Equal((SignFlipMethod.Grid, null), (test.Method, test.Patterns));
    }

    [Fact]
    public void Random_signs_come_near_the_exact_p()
    {
        double[] exact = [.. Enumerable.Range(0, 60).Select(i => ((i * 7 % 11) - 4) / 10.0)];
        // A difference off the grid and too small to matter makes the same test one of chance.
        double[] off = [.. exact[..^1], exact[^1] + (Math.PI / 1000)];

        var (counted, drawn) = (SignFlipTest.Of(exact, new RandomSource(1)), SignFlipTest.Of(off, new RandomSource(1)));

        Assert.Equal((SignFlipMethod.Grid, SignFlipMethod.MonteCarlo), (counted.Method, drawn.Method));
        Assert.Equal(10_000, drawn.Patterns);
        // Four standard errors of a share of 10,000 draws, and a little for the change.
        Assert.Equal(counted.PTwoSided, drawn.PTwoSided, 0.025);
        Assert.Equal(counted.PBetter, drawn.PBetter, 0.025);
        Assert.Equal(counted.PWorse, drawn.PWorse, 0.025);
    }

    [Fact]
    public void P_of_random_signs_is_never_zero()
    {
        double[] differences = [.. Enumerable.Range(1, 100).Select(i => Math.Sqrt(i))];

        var test = SignFlipTest.Of(differences, new RandomSource(1), resamples: 999);

        Assert.Equal(SignFlipMethod.MonteCarlo, test.Method);
        Assert.Equal((1 / 1000.0, 1 / 1000.0, 1), (test.PTwoSided, test.PBetter, test.PWorse));
    }

    [Fact]
    public void P_of_a_grid_is_never_zero() =>
        Assert.True(SignFlipTest.Of([.. Enumerable.Repeat(1.0, 3000)], new RandomSource(1)).PTwoSided > 0);

    [Fact]
    public void Differences_far_below_the_step_are_no_grid()
    {
        double[] differences = [.. Enumerable.Range(1, 30).Select(i => i * 1e-12)];

        Assert.Equal(SignFlipMethod.MonteCarlo, SignFlipTest.Of(differences, new RandomSource(1)).Method);
    }

    [Fact]
    public void The_same_seed_gives_the_same_p()
    {
        double[] differences = [.. Enumerable.Range(1, 50).Select(i => Math.Sin(i))];

        Assert.Equal(SignFlipTest.Of(differences, new RandomSource(5)), SignFlipTest.Of(differences, new RandomSource(5)));
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>("clusters", () => SignFlipTest.Of([1, 2], new RandomSource(1), ["a"]));

    [Fact]
    public void Differences_that_are_no_numbers_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("differences", () => SignFlipTest.Of([1, double.NaN], new RandomSource(1)));
}
