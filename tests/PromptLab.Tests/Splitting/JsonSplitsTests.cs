using PromptLab.EvalSets;
using PromptLab.Splitting;

namespace PromptLab.Tests.Splitting;

public sealed class JsonSplitsTests
{
    private static readonly Dictionary<string, string> Splits = new(StringComparer.Ordinal)
    {
        ["a"] = "dev",
        ["bé"] = "holdout",
        ["7"] = "train",
    };

    [Theory]
    [InlineData("""{"id":"a","input":"one"}""", """{"id":"a","split":"dev","input":"one"}""")]
    [InlineData(
        """{"id": "a", "input": {"id": "no", "split": "no"}}""",
        """{"id": "a", "split": "dev", "input": {"id": "no", "split": "no"}}"""
    )]
    [InlineData("""{"input":{"id":"a"},"id":"bé" }""", """{"input":{"id":"a"},"id":"bé","split":"holdout" }""")]
    [InlineData(
        """{"input":"ü “quoted” 😀 \u00e9 \/ 1.50","id":"b\u00e9"}""",
        """{"input":"ü “quoted” 😀 \u00e9 \/ 1.50","id":"b\u00e9","split":"holdout"}"""
    )]
    [InlineData("""{"id":7,"input":"one"}""", """{"id":7,"split":"train","input":"one"}""")]
    [InlineData("""{"id":"c","input":"one"}""", """{"id":"c","input":"one"}""")]
    public void A_line_without_a_split_has_it_after_its_id(string before, string after) =>
        Assert.Equal(after, JsonSplits.Set(before, ItemMapping.None, Splits));

    [Theory]
    [InlineData("""{"split":null,"id":"a","input":"one"}""", """{"split":"dev","id":"a","input":"one"}""")]
    [InlineData("""{"id":"a","split" : "train" ,"input":"one"}""", """{"id":"a","split" : "dev" ,"input":"one"}""")]
    [InlineData("""{"id":"a","\u0073plit":"","input":"one"}""", """{"id":"a","\u0073plit":"dev","input":"one"}""")]
    public void A_split_that_is_there_is_replaced(string before, string after) =>
        Assert.Equal(after, JsonSplits.Set(before, ItemMapping.None, Splits));

    [Fact]
    public void Line_ends_blank_lines_and_a_byte_order_mark_stay() =>
        Assert.Equal(
            "\uFEFF{\"id\":\"a\",\"split\":\"dev\",\"input\":\"one\"}\r\n\r\n \n\t{\"id\":\"7\",\"split\":\"train\",\"input\":\"two\"}",
            JsonSplits.Set("\uFEFF{\"id\":\"a\",\"input\":\"one\"}\r\n\r\n \n\t{\"id\":\"7\",\"input\":\"two\"}", ItemMapping.None, Splits)
        );
}
