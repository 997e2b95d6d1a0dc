using CsCheck;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class RepeatVarianceTests
{
    // Shrout and Fleiss, Psychological Bulletin 86(2), 1979, table 2: six targets, four judges; ICC(1,1) = .17.
    [Fact]
    public void The_example_of_Shrout_and_Fleiss_has_their_ICC()
    {
        var repeats = RepeatVariance.Of([
            [9, 2, 5, 8],
            [6, 1, 3, 2],
            [8, 4, 6, 8],
            [7, 1, 2, 6],
            [10, 5, 6, 9],
            [6, 2, 4, 7],
        ])!;

        Assert.Equal(0.17, repeats.Icc1!.Value, 0.005);
        Assert.Equal(6.26, repeats.WithinItem!.Value, 0.005);
    }

    // Means 1, ½ and 0 of three, two and one repeats. Within: (0 + ½)/2. Between: ¼ − ¼·(⅓ + ½ + 1)/3 = 7/72. One item
    // without a score is left out.
    [Fact]
    public void Items_with_unequal_numbers_of_repeats_weigh_the_same()
    {
        var repeats = RepeatVariance.Of([
            [1, 1, 1],
            [1, 0],
            [0],
            [],
        ])!;

        Assert.Equal((0.5, 3), (repeats.Mean, repeats.Items));
        Assert.Equal(0.25, repeats.WithinItem);
        Assert.Equal(7 / 72.0, repeats.BetweenItem!.Value, 1e-12);
        Assert.Equal(7 / 25.0, repeats.Icc1!.Value, 1e-12);
        Assert.Equal((0.5, 0.5), (repeats.ExpectedDisagreement!.Value, repeats.TotalAgreement!.Value));
        Assert.Equal(Math.Sqrt(0.25 / 3), repeats.StandardErrorOfMean!.Value, 1e-12);
    }

    [Fact]
    public void For_right_and_wrong_the_disagreement_is_twice_the_variance_within() =>
        Gen.Int[0, 1]
            .Select(score => (double)score)
            .Array[2, 6]
            .Array[1, 10]
            .Sample(scores =>
            {
                var repeats = RepeatVariance.Of(scores)!;
                Assert.Equal(2 * repeats.WithinItem!.Value, repeats.ExpectedDisagreement!.Value, 1e-12);
            });

    [Fact]
    public void Single_repeats_say_nothing_of_what_is_within()
    {
        var repeats = RepeatVariance.Of([
            [1],
            [0],
        ])!;

        Assert.Equal(0.5, repeats.StandardErrorOfMean!.Value, 1e-12);
        Assert.Null(repeats.WithinItem);
        Assert.Null(repeats.BetweenItem);
        Assert.Null(repeats.Icc1);
        Assert.Null(repeats.ExpectedDisagreement);
        Assert.Null(repeats.TotalAgreement);
    }

    [Fact]
    public void A_single_item_has_no_standard_error_and_nothing_between()
    {
        var repeats = RepeatVariance.Of([
            [1, 0],
        ])!;

        Assert.Equal((0.5, 0.5), (repeats.Mean, repeats.WithinItem!.Value));
        Assert.Null(repeats.StandardErrorOfMean);
        Assert.Null(repeats.BetweenItem);
    }

    [Fact]
    public void Where_nothing_varies_there_is_no_share_of_variance() =>
        Assert.Null(
            RepeatVariance
                .Of([
                    [1, 1],
                    [1, 1],
                ])!
                .Icc1
        );

    [Fact]
    public void Nothing_has_no_variance()
    {
        Assert.Null(RepeatVariance.Of([]));
        Assert.Null(
            RepeatVariance.Of([
                [],
            ])
        );
    }

    [Fact]
    public void What_is_no_number_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("scores", () => RepeatVariance.Of([
                [1, double.NaN],
            ]));
}
