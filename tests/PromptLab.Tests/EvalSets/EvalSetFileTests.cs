using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.EvalSets;

public sealed class EvalSetFileTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public void An_item_is_the_same_in_both_formats()
    {
        var csv = Read(
            "items.csv",
            "id,split,tags,message,conversation_history,expected.answer,expected.rule,weight,cluster,notes,graders\n"
                + "a,dev,x;y,\"Two\nlines, and \"\"quotes\"\"\",\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"hi\"\"}]\",yes,R1,2,c1,a note,right\n"
        );
        var json = Read(
            "items.jsonl",
            """{"id":"a","split":"dev","tags":["x","y"],"input":{"message":"Two\nlines, and \"quotes\"","conversation_history":[{"role":"user","content":"hi"}]},"expected":{"answer":"yes","rule":"R1"},"weight":2,"cluster":"c1","notes":"a note","graders":["right"]}"""
                + "\n"
        );

        var (one, other) = (Assert.Single(csv.Items), Assert.Single(json.Items));
        Assert.Equal(one.Hash, other.Hash);
        Assert.Equal(csv.Hash, json.Hash);
        Assert.Equal((2, "c1", "dev", "a note"), (one.Weight, one.Cluster, one.Split, one.Notes));
        Assert.Equal(one.Tags, other.Tags);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_change_nothing()
    {
        const string Text = "id,split,message,expected\na,dev,\"one\ntwo\",yes\n\nb,dev,x,no\n";

        var plain = Read("items.csv", Text);
        var windows = Read("items.csv", "\uFEFF" + Text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(plain.Hash, windows.Hash);
        Assert.Equal([2, 5], windows.Items.Select(item => item.Line));
    }

    [Fact]
    public void Text_of_an_item_is_kept_as_it_is()
    {
        var item = Assert.Single(Read("items.csv", "id,split,message,expected\na,dev, {x} =1+1 \u0007\u2028\r ,yes\n").Items);

        Assert.Equal(" {x} =1+1 \u0007\u2028\r ", item.Input["message"].GetValue<string>());
    }

    [Fact]
    public void A_relabelled_item_is_another_item_and_a_moved_one_is_not()
    {
        var before = Read("items.csv", "id,split,tags,message,expected\na,dev,x,m,yes\n").Items[0].Hash;

        Assert.NotEqual(before, Read("items.csv", "id,split,tags,message,expected\na,dev,x,m,no\n").Items[0].Hash);
        Assert.Equal(before, Read("items.csv", "id,split,tags,message,expected\na,holdout,y,m,yes\n").Items[0].Hash);
    }

    // Squares of weights are added up: 1e308 would overflow, 1e-200 would vanish.
    [Theory]
    [InlineData("1e308")]
    [InlineData("1000001")]
    [InlineData("1e-200")]
    [InlineData("0")]
    [InlineData("NaN")]
    public void A_weight_that_overflows_or_vanishes_is_refused(string weight) =>
        Assert.Contains(
            $"evalset.yaml/items.csv:2: “weight” takes a number from 0.000001 to 1000000, such as 2 or 0.5, not “{weight}”.",
            Problems("items.csv", $"id,split,message,expected,weight\na,dev,m,yes,{weight}\nb,dev,n,no,1\n")
        );

    [Fact]
    public void A_weight_lies_from_a_millionth_to_a_million() =>
        Assert.Equal(
            [1e6, 0.000001],
            Read("items.csv", "id,split,message,expected,weight\na,dev,m,yes,1e6\nb,dev,n,no,0.000001\n").Items.Select(item => item.Weight)
        );

    [Fact]
    public void Every_problem_is_told_with_its_line_and_the_rest_is_still_read()
    {
        Assert.Equal(
            [
                "evalset.yaml/items.csv:2: “id” is missing. Give the item a stable name of its own.",
                "evalset.yaml/items.csv:3: The split “dve” is not declared in evalset.yaml. Did you mean “dev”?",
                "evalset.yaml/items.csv:4: The item “c” has no split. Give it one of: dev, holdout; or let “promptlab split-evalset” deal it.",
                "evalset.yaml/items.csv:4: “weight” takes a number from 0.000001 to 1000000, such as 2 or 0.5, not “heavy”.",
                "evalset.yaml/items.csv:5: The id “d/e” holds a slash, a comma, a star or a control character. Use letters, digits, “-” and “_”.",
                "evalset.yaml/items.csv:7: the id “f” is taken by line 6; give each item its own.",
                "evalset.yaml/items.csv:8: “conversation_history” is not valid JSON. Write [{\"role\": \"user\", \"content\": \"…\"}, …], with the quotes doubled inside the cell.",
            ],
            Problems(
                    "items.csv",
                    "id,split,message,expected,weight,conversation_history\n,dev,m,yes,,\nb,dve,m,yes,,\nc,,m,yes,heavy,\nd/e,dev,m,yes,,\nf,dev,m,yes,,\nf,dev,m,yes,,\ng,dev,m,yes,,[oops\n"
                )
                .Order(StringComparer.Ordinal)
        );
    }

    // Taken for a variable, it would leave the items without their splits, tags or clusters in silence.
    [Theory]
    [InlineData("Split", "split")]
    [InlineData(" split", "split")]
    [InlineData("TAGS", "tags")]
    [InlineData("Cluster ", "cluster")]
    public void A_column_in_other_letters_or_with_blanks_is_told_with_its_name(string column, string meant) =>
        Assert.Contains(
            $"evalset.yaml/items.csv:1: The column “{column}” would be a variable of the prompt, and none can be named so. Did you mean “{meant}”?",
            Problems("items.csv", $"id,{column},message,expected\na,x,m,yes\n")
        );

    [Fact]
    public void Blanks_around_a_tag_are_none_of_it_in_both_formats()
    {
        var csv = Read("items.csv", "id,split,tags,message,expected\na,dev, x ;; y z ,m,yes\n");
        var json = Read(
            "items.jsonl",
            """{"id":"a","split":"dev","tags":[" x ",""," y z "],"input":{"message":"m"},"expected":"yes"}""" + "\n"
        );

        Assert.Equal(["x", "y z"], csv.Items[0].Tags);
        Assert.Equal(csv.Items[0].Tags, json.Items[0].Tags);
    }

    [Theory]
    [InlineData(
        """{"id":"a","split":"dev","input":{"m":"x"},"expectd":"yes"}""",
        "“expectd” is not known in an item. Did you mean “expected”? The values of variables stand under “input”."
    )]
    [InlineData(
        """{"id":"a","split":"dev"}""",
        "“input” is missing. Give the values of the prompt's variables: \"input\": {\"message\": \"…\"}."
    )]
    [InlineData("""{"id":"a","split":"dev","input":{"m":"x"},"tags":"one"}""", "“tags” takes a list of texts: [\"…\", \"…\"].")]
    [InlineData("""{"id":"a","id":"b","split":"dev","input":{"m":"x"}}""", "This is not valid JSON:")]
    [InlineData("""{"id":"a" "split":"dev"}""", "This is not valid JSON:")]
    [InlineData(
        """{"id":"a","split":"dev","input":{"m":"x"},"weight":{}}""",
        "“weight” takes a text or a number, not a list or an object."
    )]
    [InlineData("""{"id":"a","split":["dev"],"input":{"m":"x"}}""", "“split” takes a text or a number, not a list or an object.")]
    [InlineData("""["a"]""", "Each line holds one JSON object: {\"id\": …}.")]
    [InlineData(
        """{"id":"a","split":"dev","input":{"m":"\ud83d"}}""",
        "This holds half a character (an unpaired surrogate such as \\ud83d). Write the whole one."
    )]
    public void A_broken_line_of_json_is_told_with_its_line(string line, string problem) =>
        Assert.Contains(Problems("items.jsonl", "\n" + line + "\n"), told =>
            told.StartsWith("evalset.yaml/items.jsonl:2: " + problem, StringComparison.Ordinal)
        );

    [Theory]
    // Two quotes that are never closed would swallow the rows between them.
    [InlineData("a,dev,\"one,yes\nb,dev,two,no\nc,dev,\"three,yes\n", "The quote that ends this cell is followed by more text.")]
    [InlineData("a,dev,\"one\" more,yes\n", "The quote that ends this cell is followed by more text.")]
    [InlineData("a,dev,one \"two\",yes\n", "A quote stands inside a cell that does not begin with one.")]
    [InlineData("a,dev,a 26\" tyre,yes\nb,dev,two,no\n", "A quote stands inside a cell that does not begin with one.")]
    [InlineData("a,dev,\"one,yes\nb,dev,two,no\n", "A quote is opened here and never closed.")]
    public void A_quote_where_none_can_stand_is_told_and_no_row_is_lost_in_silence(string rows, string reason) =>
        Assert.Contains(Problems("items.csv", "id,split,message,expected\n" + rows), told =>
            told.StartsWith("evalset.yaml/items.csv:2: " + reason, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("[{\"\"role\"\":\"\"user\"\",\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"x\"\"}]")]
    [InlineData("[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"\\ud83d\"\"}]")]
    public void A_conversation_that_is_no_whole_json_is_told(string cell) =>
        Assert.Contains(Problems("items.csv", $"id,split,message,expected,conversation_history\na,dev,m,yes,\"{cell}\"\n"), told =>
            told.StartsWith("evalset.yaml/items.csv:2: “conversation_history” is not valid JSON.", StringComparison.Ordinal)
        );

    [Fact]
    public void A_file_without_items_beside_one_with_items_is_told()
    {
        _bench.Write("tickets/a.csv", "id,split,message,expected\nx,dev,m,yes\n");
        _bench.Write("tickets/b.csv", "id,split,message,expected\n");

        Assert.Equal(
            ["evalset.yaml/b.csv: There are no items in this file. Write some, or take it out of “data”."],
            ProblemsOf("data: [a.csv, '*.csv']")
        );
    }

    [Fact]
    public void An_id_that_another_file_has_is_told_with_its_place()
    {
        _bench.Write("tickets/a.csv", "id,split,message,expected\nx,dev,m,yes\n");
        _bench.Write("tickets/b.csv", "id,split,message,expected\nx,dev,m,yes\n");

        Assert.Equal(
            ["evalset.yaml/b.csv:2: the id “x” is taken by evalset.yaml/a.csv line 2; give each item its own."],
            ProblemsOf("data: '*.csv'")
        );
    }

    [Theory]
    [InlineData(
        "data: items.csv\nscore: { pass: high }",
        "evalset.yaml/evalset.yaml:6: “pass” takes a limit such as \">= 0.7\", from 0 to 1, not “high”."
    )]
    [InlineData(
        "data: items.csv\nscore: { item: mean }",
        "evalset.yaml/evalset.yaml:6: “item” can't be “mean”; it takes weighted-mean, min, all-pass."
    )]
    [InlineData("data: ''", "evalset.yaml/evalset.yaml:5: “” names no file inside the folder evalset.yaml.")]
    [InlineData("data: /", "evalset.yaml/evalset.yaml:5: “/” names no file inside the folder evalset.yaml.")]
    [InlineData("data: ../other.csv", "evalset.yaml/evalset.yaml:5: “../other.csv” names no file inside the folder evalset.yaml.")]
    [InlineData("data: items.txt", "evalset.yaml/evalset.yaml:5: There is no file evalset.yaml/items.txt.")]
    public void A_wrong_setting_is_told_with_its_line(string setting, string problem)
    {
        _bench.Write("tickets/items.csv", "id,split,message,expected\nx,dev,m,yes\n");

        Assert.Contains(ProblemsOf(setting), told => told.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_is_read_and_its_two_formats_hold_the_same_items()
    {
        var folder = SharedFiles.Require("samples/evalsets/tax-qa");
        var csv = EvalSetFile.Read(Path.Combine(folder, "evalset.yaml"), "evalset.yaml", new Problems())!;
        _bench.CopyFolder(folder, "tax-qa");
        _bench.Write(
            "tax-qa/evalset.yaml",
            _bench.Read("tax-qa/evalset.yaml").Replace("data: items.csv", "data: items.jsonl", StringComparison.Ordinal)
        );
        var json = EvalSetFile.Read(Path.Combine(_bench.Folder, "tax-qa/evalset.yaml"), "evalset.yaml", new Problems())!;

        foreach (var item in json.Items)
            Assert.Equal(csv.Items.Single(other => other.Id == item.Id).Hash, item.Hash);
        Assert.Equal(0.7, csv.Score.PassAt);
    }

    public void Dispose() => _bench.Dispose();

    private EvalSet Read(string file, string text)
    {
        _bench.Write("tickets/" + file, text);
        var problems = new Problems();
        var evalSet = Read("data: " + file, problems);
        Assert.Empty(problems.Found);
        return evalSet!;
    }

    private IEnumerable<string> Problems(string file, string text)
    {
        _bench.Write("tickets/" + file, text);
        return ProblemsOf("data: " + file);
    }

    private List<string> ProblemsOf(string settings)
    {
        var problems = new Problems();
        Assert.Null(Read(settings, problems));
        return [.. problems.Found.Select(problem => problem.ToString())];
    }

    private EvalSet? Read(string settings, Problems problems)
    {
        _bench.Write(
            "tickets/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: tickets\nsplits: {{ dev: {{ purpose: iterate }}, holdout: {{ purpose: confirm }} }}\ngraders: [{{ id: right, type: equals }}]\n{settings}\n"
        );
        return EvalSetFile.Read(Path.Combine(_bench.Folder, "tickets/evalset.yaml"), "evalset.yaml/evalset.yaml", problems);
    }
}
