using System.Text;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.EvalSets;

/// <summary>Items as spreadsheets and other tools write them: whatever separates, ends and encodes them, they are the same items.</summary>
public sealed class DataOfSpreadsheetsTests : IDisposable
{
    private const string Plain = "id,split,message,expected\na,dev,\"Was, bitte?\",yes\nb,dev,Grüße,no\n";

    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("id;split;message;expected\na;dev;Was, bitte?;yes\nb;dev;Grüße;no\n")]
    [InlineData("id\tsplit\tmessage\texpected\na\tdev\tWas, bitte?\tyes\nb\tdev\tGrüße\tno\n")]
    [InlineData("sep=;\nid;split;message;expected\na;dev;Was, bitte?;yes\nb;dev;Grüße;no\n")]
    [InlineData("\"sep=;\"\r\nid;split;message;expected\r\na;dev;Was, bitte?;yes\r\nb;dev;Grüße;no\r\n")]
    [InlineData("sep=|\nid|split|message|expected\na|dev|Was, bitte?|yes\nb|dev|Grüße|no\n")]
    [InlineData("id;split;message;expected\ra;dev;Was, bitte?;yes\rb;dev;Grüße;no\r")]
    [InlineData("id,split,message,expected,,\na,dev,\"Was, bitte?\",yes,,\nb,dev,Grüße,no\n,,,,,\n,,,,,\n")]
    [InlineData("id,split,message,expected\na,dev,\"Was, bitte?\",yes,,\n,,,\n\nb,dev,Grüße,no,,\n   \n")]
    [InlineData(",,,\nid,,split,message,expected\na,,dev,\"Was, bitte?\",yes\nb,,dev,Grüße,no\n")]
    [InlineData("\"id\";\"split\";\"message\";\"expected\"\n\"a\";\"dev\";\"Was, bitte?\";\"yes\"\n\"b\";\"dev\";\"Grüße\";\"no\"\n")]
    public void The_same_items_have_the_same_hash_however_the_file_is_written(string text) =>
        Assert.Equal(SetOf(Encoding.UTF8.GetBytes(Plain)).Hash, SetOf(Encoding.UTF8.GetBytes(text)).Hash);

    [Fact]
    public void The_same_items_have_the_same_hash_in_every_encoding_that_a_file_tells()
    {
        var hash = SetOf(Encoding.UTF8.GetBytes(Plain)).Hash;
        Encoding[] encodings = [new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode];

        foreach (var encoding in encodings)
            Assert.Equal(hash, SetOf([.. encoding.GetPreamble(), .. encoding.GetBytes(Plain)]).Hash);
    }

    [Fact]
    public void Windows_1252_is_refused_in_one_sentence_that_names_it_and_the_way_out() =>
        Assert.Equal(
            [
                "evalset.yaml/items.csv:3: The file is not UTF-8 but, it seems, Windows-1252, which Excel writes as “CSV”. Save it as UTF-8: in Excel, choose the type “CSV UTF-8”.",
            ],
            ProblemsOf(Encoding.Latin1.GetBytes(Plain))
        );

    [Fact]
    public void Utf16_without_a_byte_order_mark_is_refused_in_one_sentence() =>
        Assert.Equal(
            ["evalset.yaml/items.csv: The file seems to be UTF-16 or UTF-32 without a byte order mark. Save it as UTF-8."],
            ProblemsOf(Encoding.Unicode.GetBytes(Plain))
        );

    [Theory]
    [InlineData(
        "id;split;message;expected\na;dev;one;two;yes\n",
        "2: The row has 5 cells, the header has 4. Quote a cell that contains a semicolon: \"a; b\"."
    )]
    [InlineData(
        "id,,split,message,expected\na,dev,one,yes\n",
        "2: The row has 4 cells, the header has 5. Quote a cell that contains a comma: \"a, b\"."
    )]
    [InlineData(
        "id,split,message,expected,\na,dev,one,yes,forgotten\n",
        "2: There is a value in column 5, which has no name in the header. Name the column, or empty it."
    )]
    [InlineData(
        "id,split,message,expected\na,dev,one,yes,forgotten,\n",
        "2: The row has 5 cells, the header has 4. Quote a cell that contains a comma: \"a, b\"."
    )]
    public void A_cell_that_has_no_column_is_never_left_out(string text, string problem) =>
        Assert.Equal(["evalset.yaml/items.csv:" + problem], ProblemsOf(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_line_end_inside_a_cell_is_kept_and_the_lines_after_it_are_counted()
    {
        var set = SetOf(Encoding.UTF8.GetBytes("id;split;message;expected\r\na;dev;\"one\r\ntwo\";yes\r\nb;dev;x;no\r\n"));

        Assert.Equal("one\ntwo", set.Items[0].Input["message"].ToString());
        Assert.Equal(4, set.Items[1].Line);
    }

    [Fact]
    public void Json_lines_of_an_old_macintosh_and_in_utf16_are_read_too()
    {
        const string lines =
            """{"id":"a","split":"dev","input":{"message":"x"}}""" + "\r" + """{"id":"b","split":"dev","input":{"message":"y"}}""";

        Assert.Equal(["a", "b"], SetOf(Encoding.UTF8.GetBytes(lines), "items.jsonl").Ids);
        Assert.Equal(["a", "b"], SetOf([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(lines)], "items.jsonl").Ids);
    }

    public void Dispose() => _bench.Dispose();

    private EvalSet SetOf(byte[] bytes, string file = "items.csv")
    {
        var problems = new Problems();
        var set = Read(bytes, file, problems);
        Assert.Empty(problems.Found);
        return set!;
    }

    private List<string> ProblemsOf(byte[] bytes)
    {
        var problems = new Problems();
        Assert.Null(Read(bytes, "items.csv", problems));
        return [.. problems.Found.Select(problem => problem.ToString())];
    }

    private EvalSet? Read(byte[] bytes, string file, Problems problems)
    {
        _bench.Write(
            "tickets/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: tickets\nversion: 1\nsplits:\n  dev: {{ purpose: iterate }}\ngraders:\n  - {{ id: right, type: equals }}\ndata: {file}\n"
        );
        File.WriteAllBytes(Path.Combine(_bench.Folder, "tickets", file), bytes);
        return EvalSetFile.Read(Path.Combine(_bench.Folder, "tickets/evalset.yaml"), "evalset.yaml/evalset.yaml", problems);
    }
}
