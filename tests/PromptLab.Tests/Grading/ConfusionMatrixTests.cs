using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

public sealed class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of([
        ("spam", "spam"),
        ("spam", "ham"),
        ("ham", "ham"),
        ("ham", "ham"),
        ("spam", null),
        ("ham", "eggs"),
    ]);

    [Fact]
    public void Rows_are_what_was_wanted_and_columns_what_was_read_both_sorted_no_label_last()
    {
        Assert.Equal(["ham", "spam"], Matrix.Expected);
        Assert.Equal(["eggs", "ham", "spam", null], Matrix.Predicted);
    }

    [Fact]
    public void Each_pair_is_counted_once()
    {
        Assert.Equal([1, 2, 0, 0], Matrix.Counts[0]);
        Assert.Equal([0, 1, 1, 1], Matrix.Counts[1]);
        Assert.Equal(6, Matrix.Counts.Sum(row => row.Sum()));
    }

    [Theory]
    [InlineData("spam", "ham", 1)]
    [InlineData("spam", null, 1)]
    [InlineData("ham", null, 0)]
    [InlineData("eggs", "eggs", 0)] // read, but never wanted
    [InlineData("fish", "ham", 0)]
    public void A_count_is_found_by_its_labels(string wanted, string? predicted, int count) =>
        Assert.Equal(count, Matrix.Count(wanted, predicted));

    [Fact]
    public void Recall_is_the_share_of_the_wanted_ones_that_were_read_as_such()
    {
        Assert.Equal(3, Matrix.Total("spam"));
        Assert.Equal(1 / 3.0, Matrix.Recall("spam"));
        Assert.Equal(2 / 3.0, Matrix.Recall("ham"));
    }

    [Fact]
    public void A_label_that_was_never_wanted_has_no_recall()
    {
        Assert.Equal(0, Matrix.Total("eggs"));
        Assert.Null(Matrix.Recall("eggs"));
    }

    [Fact]
    public void A_wanted_label_that_was_never_read_has_its_column_still() =>
        Assert.Equal(["a", "b"], ConfusionMatrix.Of([("a", "b")]).Predicted);

    [Fact]
    public void Labels_are_told_apart_by_case() => Assert.Equal(["A", "a"], ConfusionMatrix.Of([("a", "A")]).Predicted);

    [Fact]
    public void Nothing_makes_an_empty_matrix()
    {
        var empty = ConfusionMatrix.Of([]);

        Assert.Empty(empty.Expected);
        Assert.Empty(empty.Predicted);
        Assert.Null(empty.Recall("a"));
    }
}
