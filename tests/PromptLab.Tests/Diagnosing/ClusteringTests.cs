using PromptLab.Diagnosing;

namespace PromptLab.Tests.Diagnosing;

public sealed class ClusteringTests
{
    [Fact]
    public void Texts_of_the_same_wording_lie_at_0_whatever_their_digits_capitals_and_blanks() =>
        Assert.Equal(0, GramVectors.Of(["Order 1234\n is late", "order 9876 is late"]).Distances([0, 1])[0][1], 1e-12);

    [Fact]
    public void Texts_with_nothing_in_common_lie_at_1_and_so_do_empty_ones()
    {
        var distances = GramVectors.Of(["abc", "xyz", "", "ab"]).Distances([0, 1, 2, 3]);

        Assert.Equal([1, 1, 1], distances[0][1..]);
        Assert.Equal([1.0, 1, 1], [distances[1][2], distances[1][3], distances[2][3]]);
    }

    // abcd has abc, bcd and abcd; abcx has abc, bcx and abcx. Of two texts a gram of both weighs ln(3/3) + 1 = 1, one of a single
    // text ln(3/2) + 1 = w. The cosine is 1 / (1 + 2w²).
    [Fact]
    public void The_cosine_is_that_of_the_weighed_grams()
    {
        var w = Math.Log(1.5) + 1;

        Assert.Equal(1 - (1 / (1 + (2 * w * w))), GramVectors.Of(["abcd", "abcx"]).Distances([1, 0])[0][1], 1e-12);
    }

    // The first two are joined at 0.2; the third lies at (0.6 + 0.8) / 2 = 0.7 from them, the fourth at 0.9.
    [Theory]
    [InlineData(0.75, 2)]
    [InlineData(0.70, 2)]
    [InlineData(0.65, 3)]
    [InlineData(0.10, 4)]
    [InlineData(0.95, 1)]
    public void Groups_are_joined_by_the_mean_distance_of_their_pairs(double cut, int groups)
    {
        double[][] distances =
        [
            [0, 0.2, 0.6, 0.9],
            [0.2, 0, 0.8, 0.9],
            [0.6, 0.8, 0, 0.9],
            [0.9, 0.9, 0.9, 0],
        ];

        var found = AverageLinkage.Groups(distances, cut + 1e-12);

        Assert.Equal(groups, found.Count);
        Assert.Equal(0.2, distances[0][1]);
        if (cut is 0.75)
            Assert.Equal(
                [
                    [0, 1, 2],
                    [3],
                ],
                found
            );
    }

    [Fact]
    public void Of_equal_distances_the_earliest_pair_is_joined() =>
        Assert.Equal(
            [
                [0, 1],
                [2],
            ],
            AverageLinkage.Groups(
                [
                    [0, 0.5, 0.8],
                    [0.5, 0, 0.5],
                    [0.8, 0.5, 0],
                ],
                0.5
            )
        );

    // Both are worded alike and lie apart from the third; the typical one is the nearest to all others.
    [Fact]
    public void Failures_of_one_reason_that_are_worded_alike_are_a_cluster_with_a_typical_example()
    {
        var search = ClusterSearch.Of(
            DiagnosedItem.Of([
                SomeFailures.Fail("a", "The kettle came without its lid"),
                SomeFailures.Fail("b", "The kettle came without its lid today"),
                SomeFailures.Fail("c", "Der Tisch wackelt seit gestern"),
                SomeFailures.Fail("d", "The kettle came without its lid today, 4"),
                SomeFailures.Pass("e", "Another thing altogether"),
            ])
        );

        var cluster = Assert.Single(search.Clusters);
        Assert.Equal(["a", "b", "d"], cluster.ItemIds);
        Assert.Equal("b", cluster.Example.ItemId);
        Assert.Equal("The kettle came without its lid today", cluster.Example.Input);
        Assert.Equal(["right: Compared."], cluster.Example.Reasons);
    }

    [Fact]
    public void Of_very_many_failures_a_sample_is_clustered_and_that_is_said()
    {
        var search = ClusterSearch.Of(DiagnosedItem.Of(Enumerable.Range(0, 501).Select(i => SomeFailures.Fail($"i{i}", "The same words"))));

        Assert.Equal(500, Assert.Single(search.Clusters).ItemIds.Count);
        Assert.Equal(KeyValuePair.Create("right: equals.different", 501), Assert.Single(search.Sampled));
    }
}
