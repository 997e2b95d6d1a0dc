using PromptLab.Texts;

namespace PromptLab.Tests.Texts;

public sealed class IdOrderTests
{
    [Theory]
    [InlineData("item-10 item-4 item-1", "item-1 item-4 item-10")]
    [InlineData("a2b10 a2b9 a10b1", "a2b9 a2b10 a10b1")]
    [InlineData("10 9 0", "0 9 10")]
    [InlineData("x b a", "a b x")]
    [InlineData("t-1x t-1", "t-1 t-1x")]
    [InlineData("99999999999999999999998 99999999999999999999997", "99999999999999999999997 99999999999999999999998")]
    public void Digits_count_by_their_value_and_all_else_by_its_characters(string ids, string sorted) =>
        Assert.Equal(sorted.Split(' '), ids.Split(' ').Order(IdOrder.Comparer));

    [Fact]
    public void Ids_that_differ_in_leading_zeros_only_are_not_the_same()
    {
        Assert.NotEqual(0, IdOrder.Comparer.Compare("t-01", "t-1"));
        Assert.Equal(0, IdOrder.Comparer.Compare("t-01", "t-01"));
        Assert.Equal(-Math.Sign(IdOrder.Comparer.Compare("t-1", "t-01")), Math.Sign(IdOrder.Comparer.Compare("t-01", "t-1")));
    }
}
