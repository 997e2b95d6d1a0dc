using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class AgreementTests
{
    // The printout of SAS PROC FREQ that statsmodels tests against.
    [Fact]
    public void Cohens_kappa_of_three_categories_is_as_SAS_prints_it() =>
        Assert.Equal(
            0.4842,
            CohenKappa
                .Of([
                    [0, 4, 1],
                    [0, 8, 0],
                    [0, 1, 5],
                ])!
                .Kappa!.Value,
            5e-5
        );

    // Rows add up to 1 1 1, columns to 2 0 1. One item is one step off; by chance it is (0·2 + 2·1 + 1·2 + 1·1 + 2·2 + 0·1)/3 = 3.
    [Fact]
    public void Weighted_kappas_are_as_worked_by_hand()
    {
        var kappa = CohenKappa.Of([
            [1, 0, 0],
            [1, 0, 0],
            [0, 0, 1],
        ])!;

        Assert.Equal((3, 2 / 3.0), (kappa.Count, kappa.Agreement));
        Assert.Equal(1 - (1 / 3.0), kappa.Linear!.Value, 1e-12);
        // By squares: (0·2 + 4·1 + 1·2 + 1·1 + 4·2 + 0·1)/3 = 5.
        Assert.Equal(1 - (1 / 5.0), kappa.Quadratic!.Value, 1e-12);
    }

    [Fact]
    public void A_single_category_leaves_nothing_to_agree_on_beyond_chance()
    {
        var kappa = CohenKappa.Of([
            [7, 0],
            [0, 0],
        ])!;

        Assert.Equal(1, kappa.Agreement);
        Assert.Null(kappa.Kappa);
        Assert.Null(kappa.Linear);
        Assert.Null(kappa.Quadratic);
    }

    [Fact]
    public void An_empty_table_has_no_kappa() =>
        Assert.Null(
            CohenKappa.Of([
                [0, 0],
                [0, 0],
            ])
        );

    [Fact]
    public void A_table_that_is_not_square_or_counts_less_than_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            CohenKappa.Of([
                [1, 2],
                [3],
            ])
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            CohenKappa.Of([
                [1, -2],
                [3, 4],
            ])
        );
    }

    // justusrandolph.net/kappa, as quoted in the tests of statsmodels.
    [Fact]
    public void Fleiss_kappa_of_two_items_is_as_published() =>
        Assert.Equal(
            0.161905,
            FleissKappa
                .Of([
                    [7, 1],
                    [3, 5],
                ])!
                .Value,
            5e-7
        );

    [Fact]
    public void Fleiss_kappa_of_one_category_is_undefined()
    {
        Assert.Null(
            FleissKappa.Of([
                [3, 0],
                [3, 0],
            ])
        );
        Assert.Null(FleissKappa.Of([]));
    }

    [Fact]
    public void Fleiss_kappa_needs_equally_many_raters_for_every_item()
    {
        Assert.Throws<ArgumentException>(() =>
            FleissKappa.Of([
                [3, 0],
                [2, 0],
            ])
        );
        Assert.Throws<ArgumentException>(() =>
            FleissKappa.Of([
                [1, 0],
                [0, 1],
            ])
        );
    }

    // Two raters, units (1, 1), (1, 2), (2, 2): o = 2 unequal ordered pairs of 6, n = 3 and 3, expected 2·3·3/5; 1 − 2/(18/5) = 4/9.
    [Fact]
    public void Krippendorffs_alpha_is_as_worked_by_hand()
    {
        IReadOnlyList<double?>[] ratings =
        [
            [1, 1, 2, null],
            [1, 2, 2, 5],
        ];

        Assert.Equal(4 / 9.0, KrippendorffAlpha.Nominal(ratings)!.Value, 1e-12);
        Assert.Equal(4 / 9.0, KrippendorffAlpha.Interval(ratings)!.Value, 1e-12);
        Assert.Equal(4 / 9.0, KrippendorffAlpha.Ordinal(ratings)!.Value, 1e-12);
    }

    [Fact]
    public void Krippendorffs_alpha_is_undefined_without_two_ratings_that_differ()
    {
        Assert.Null(
            KrippendorffAlpha.Nominal([
                [1, 1],
                [1, 1],
            ])
        );
        Assert.Null(
            KrippendorffAlpha.Nominal([
                [1, null],
                [null, 2],
            ])
        );
        Assert.Null(KrippendorffAlpha.Ordinal([]));
    }

    [Fact]
    public void Krippendorffs_alpha_refuses_what_is_no_number_and_lists_of_different_lengths()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            KrippendorffAlpha.Nominal([
                [1, double.NaN],
                [1, 2],
            ])
        );
        Assert.Throws<ArgumentException>(() =>
            KrippendorffAlpha.Nominal([
                [1, 2],
                [1],
            ])
        );
    }
}
