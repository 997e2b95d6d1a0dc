using PromptLab.EvalSets;
using PromptLab.Splitting;

namespace PromptLab.Tests.Splitting;

public sealed class CsvSplitsTests
{
    private static readonly Dictionary<string, string> Splits = new(StringComparer.Ordinal)
    {
        ["a"] = "dev",
        ["b"] = "holdout",
        ["say \"x\""] = "train",
    };

    [Theory]
    [InlineData("id,message\na,one\nb,two\n", "id,split,message\na,dev,one\nb,holdout,two\n")]
    [InlineData("message,id\none,a\ntwo,b", "message,id,split\none,a,dev\ntwo,b,holdout")]
    [InlineData("id\na\nb\n", "id,split\na,dev\nb,holdout\n")]
    [InlineData(
        "\uFEFFid,message\r\na,one\r\n\r\nb,\"t\r\nwo\"\r\n",
        "\uFEFFid,split,message\r\na,dev,one\r\n\r\nb,holdout,\"t\r\nwo\"\r\n"
    )]
    [InlineData(
        "\"id\",message\n\"a\",\"one, \"\"two\"\"\nthree\"\n\n\nb,\n",
        "\"id\",split,message\n\"a\",dev,\"one, \"\"two\"\"\nthree\"\n\n\nb,holdout,\n"
    )]
    [InlineData("id,message\n\"say \"\"x\"\"\",one\nc,two\n", "id,split,message\n\"say \"\"x\"\"\",train,one\nc,,two\n")]
    [InlineData("id,message\na,o\rne\n", "id,split,message\na,dev,o\rne\n")]
    public void A_column_is_added_after_id_where_there_is_none(string before, string after) =>
        Assert.Equal(after, CsvSplits.Set(before, ItemMapping.None, Splits));

    [Theory]
    [InlineData("id,split,message\na,,one\nb,,two\n", "id,split,message\na,dev,one\nb,holdout,two\n")]
    [InlineData("split,message,id\n,one,a\n\"\",two,b\ndev,three,c\n", "split,message,id\ndev,one,a\n\"holdout\",two,b\ndev,three,c\n")]
    [InlineData("id,message,split\r\na,one,\r\nb,two,", "id,message,split\r\na,one,dev\r\nb,two,holdout")]
    [InlineData("id,message,\"split\"\na,\"one,\n,\",train\n", "id,message,\"split\"\na,\"one,\n,\",dev\n")]
    [InlineData("id,split,message\nc,dev,one\n", "id,split,message\nc,dev,one\n")]
    public void Only_the_cells_of_the_column_change_where_there_is_one(string before, string after) =>
        Assert.Equal(after, CsvSplits.Set(before, ItemMapping.None, Splits));
}
