using PromptLab.Results;

namespace PromptLab.Tests.Results;

/// <summary>Tables for Excel: a byte order mark, and no cell that it would break into rows.</summary>
public sealed class ExcelTablesTests
{
    [Fact]
    public void A_table_for_Excel_begins_with_a_byte_order_mark_and_others_do_not()
    {
        Assert.Equal("\uFEFFid,text\na,Grüße\n", Written(forExcel: true, ["id", "text"], ["a", "Grüße"]));
        Assert.Equal("id,text\na,Grüße\n", Written(forExcel: false, ["id", "text"], ["a", "Grüße"]));
    }

    [Theory]
    [InlineData(32_767, 0)]
    [InlineData(32_768, 1)]
    [InlineData(40_000, 1)]
    public void A_cell_longer_than_Excel_holds_is_cut_there_and_says_so(int length, int notes)
    {
        var text = new string('x', length);

        var cell = Written(forExcel: true, [text]).Trim('\uFEFF', '\n', '"');

        Assert.InRange(cell.Length, 1, 32_767);
        Assert.Equal(notes, cell.Split("[cut: Excel holds 32,767 characters, and there are").Length - 1);
        Assert.Equal(text, Written(forExcel: false, [text]).TrimEnd('\n'));
    }

    private static string Written(bool forExcel, params string[][] records)
    {
        using var writer = new StringWriter();
        SpreadsheetCsv.WriteTable(writer, records, forExcel);
        return writer.ToString();
    }
}
