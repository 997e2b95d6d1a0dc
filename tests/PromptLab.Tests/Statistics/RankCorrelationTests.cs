using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class RankCorrelationTests
{
    // Of six pairs four agree, one disagrees (2, 3 against 3, 2), and one is tied in x: 3/√(5·6).
    // Ranks less their mean: −1.5 −0.5 1 1 and −1.5 0.5 −0.5 1.5, whose products add up to 3 and whose squares to 4.5 and 5.
    [Fact]
    public void Four_values_with_a_tie_are_as_worked_by_hand()
    {
        Assert.Equal(3 / Math.Sqrt(30), RankCorrelation.KendallTauB([1, 2, 3, 3], [1, 3, 2, 4])!.Value, 1e-12);
        Assert.Equal(3 / Math.Sqrt(4.5 * 5), RankCorrelation.Spearman([1, 2, 3, 3], [1, 3, 2, 4])!.Value, 1e-12);
    }

    [Fact]
    public void The_same_order_is_one_and_the_opposite_minus_one()
    {
        Assert.Equal(
            (1, 1),
            (RankCorrelation.KendallTauB([1, 2, 3], [10, 20, 90])!.Value, RankCorrelation.Spearman([1, 2, 3], [10, 20, 90])!.Value)
        );
        Assert.Equal(
            (-1, -1),
            (RankCorrelation.KendallTauB([1, 2, 3], [3, 2, 1])!.Value, RankCorrelation.Spearman([1, 2, 3], [3, 2, 1])!.Value)
        );
    }

    [Fact]
    public void A_list_that_is_all_alike_has_no_order()
    {
        Assert.Null(RankCorrelation.KendallTauB([1, 1], [1, 2]));
        Assert.Null(RankCorrelation.Spearman([1, 1], [1, 2]));
        Assert.Null(RankCorrelation.KendallTauB([1], [2]));
        Assert.Null(RankCorrelation.Spearman([], []));
    }

    [Fact]
    public void Lists_of_different_lengths_and_what_is_no_number_are_refused()
    {
        Assert.Throws<ArgumentException>("y", () => RankCorrelation.KendallTauB([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => RankCorrelation.Spearman([1, double.NaN], [1, 2]));
    }

    // The definition, pair by pair, on lists with many ties.
    [Fact]
    public void Tau_counts_every_pair_with_ties_in_either_list()
    {
        var dice = new RandomSource(7);
        for (var length = 2; length < 40; length++)
        {
            double[] x = [.. Enumerable.Range(0, length).Select(_ => (double)dice.Below(6))];
            double[] y = [.. Enumerable.Range(0, length).Select(_ => (double)dice.Below(4))];
            var pairs = Enumerable
                .Range(0, length)
                .SelectMany(i => Enumerable.Range(0, i).Select(j => (Math.Sign(x[i] - x[j]), Math.Sign(y[i] - y[j]))))
                .ToList();
            var agreeing = pairs.Sum(pair => pair.Item1 * pair.Item2);
            var different = Math.Sqrt(pairs.Count(pair => pair.Item1 != 0) * (double)pairs.Count(pair => pair.Item2 != 0));

            Assert.Equal(different == 0 ? null : agreeing / different, RankCorrelation.KendallTauB(x, y));
        }
    }
}
