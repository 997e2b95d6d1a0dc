using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Tests.Cli;

public sealed class SplitEvalSetTests : IDisposable
{
    private const string Yaml = "evalsets/tickets/evalset.yaml";
    private const string Csv = "evalsets/tickets/items.csv";

    private readonly TestBench _bench = new();

    public SplitEvalSetTests()
    {
        SmallProject.WriteConfig(_bench, "http://127.0.0.1:1/v1");
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        WriteYaml("data: items.csv");
    }

    public void Dispose() => _bench.Dispose();

    // 40 items, 65 to 35 since they are fewer than 80: 26 and 14. Of the eight with the tag dev should have 5.2 and holdout 2.8, of
    // the twenty of each label 13 and 7.
    [Fact]
    public async Task Items_are_dealt_and_everything_is_told_but_their_texts()
    {
        WriteItems(40);
        var gain = Format.WholePoints(PairedBinaryPower.MinimumDetectableEffect(14, lossShare: 0.05)!.Value);

        var result = await RunAsync("split-evalset", "tickets");

        Assert.Equal(
            $"""
            tickets: 40 items, 40 newly dealt

             split    items  share  wanted  new
            ─────────────────────────────────────
             dev      26     65.0%  65.0%   26
             holdout  14     35.0%  35.0%   14


             tag or label  items  dev  holdout
            ────────────────────────────────────
             tag round     8      5    3
             label no      20     13   7
             label yes     20     13   7

            There is no train split. Examples of a prompt then come from dev; remove those items from scoring, or what was shown is measured.
            A holdout of 14 items detects a true gain of about {gain} 4 times in 5 if an edit breaks 5% of the items; smaller gains are often missed.
            Written: evalsets/tickets/items.csv, evalsets/tickets/evalset.yaml. Commit them; items that are added later are dealt by the same command, and these stay where they are.
            """,
            Text(result.Out)
        );
        Assert.DoesNotContain("secret", result.Out, StringComparison.Ordinal);
        Assert.StartsWith("id,split,tags,message,expected\nt-0,", _bench.Read(Csv), StringComparison.Ordinal);
        Assert.Contains(
            "data: items.csv # here they are\nsplits:\n  dev: { purpose: iterate }\n  holdout: { purpose: confirm }\n# the only one\n",
            _bench.Read(Yaml),
            StringComparison.Ordinal
        );
        Assert.Equal((0, ""), await CheckAsync());
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_deal_and_no_file_is_touched()
    {
        WriteItems(100);
        await RunAsync("split-evalset", "tickets");
        var (items, yaml) = (_bench.ReadBytes(Csv), _bench.ReadBytes(Yaml));

        var result = await RunAsync("split-evalset", "tickets");

        Assert.EndsWith("Nothing is to be dealt: every item has a split. No file was touched.\n", result.Out, StringComparison.Ordinal);
        Assert.Equal(items, _bench.ReadBytes(Csv));
        Assert.Equal(yaml, _bench.ReadBytes(Yaml));
    }

    [Fact]
    public async Task New_items_are_dealt_and_old_ones_stay()
    {
        WriteItems(100);
        var first = Assigned(await RunAsync("split-evalset", "tickets", "--json"));
        _bench.Write(
            Csv,
            _bench.Read(Csv)
                + string.Concat(
                    Enumerable.Range(100, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"t-{i},,,message {i},yes\n"))
                )
        );

        var second = Assigned(await RunAsync("split-evalset", "tickets", "--json"));

        Assert.Equal(Enumerable.Range(100, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"t-{i}")), second.Keys);
        Assert.All(first, pair => Assert.Contains($"\n{pair.Key},{pair.Value},", _bench.Read(Csv), StringComparison.Ordinal));
        Assert.Equal((0, ""), await CheckAsync());
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        WriteItems(100);
        var before = (_bench.Read(Csv), _bench.Read(Yaml));

        var dry = JsonNode.Parse((await RunAsync("split-evalset", "tickets", "--dry-run", "--json")).Out)!;
        Assert.Equal(before, (_bench.Read(Csv), _bench.Read(Yaml)));
        var real = JsonNode.Parse((await RunAsync("split-evalset", "tickets", "--json")).Out)!;

        Assert.Equal((false, true), (dry["written"]!.GetValue<bool>(), real["written"]!.GetValue<bool>()));
        Assert.Equal(real["assigned"]!.ToJsonString(), dry["assigned"]!.ToJsonString());
        Assert.Equal([25, 45, 30], real["splits"]!.AsArray().Select(split => split!["items"]!.GetValue<int>()));
        Assert.Equal("""{"train":25,"dev":45,"holdout":30}""", real["shares"]!.ToJsonString());
        Assert.InRange(real["holdout_detectable_gain"]!.GetValue<double>(), 0.2, 0.4);
    }

    [Fact]
    public async Task Several_files_keep_every_other_byte()
    {
        WriteYaml("data: [items-*.csv, more.jsonl]");
        _bench.Write("evalsets/tickets/items-1.csv", "\uFEFFid,message,expected\r\na,\"one,\r\n\"\"1\"\"\",yes\r\n\r\nb,two,no");
        _bench.Write("evalsets/tickets/items-2.csv", "split,expected,id,message\n,yes,c,three\nholdout,no,d,four\n");
        _bench.Write(
            "evalsets/tickets/more.jsonl",
            "{\"id\": \"e\", \"input\": {\"message\": \"fi\\u0076e\"}, \"expected\": \"yes\"}\r\n\n{\"split\":null,\"id\":\"f\",\"input\":{\"message\":\"six\"},\"expected\":\"no\"}"
        );

        var splits = Assigned(await RunAsync("split-evalset", "tickets", "--json", "--train", "0", "--dev", "50", "--holdout", "50"));

        Assert.Equal("a b c e f", string.Join(' ', splits.Keys));
        Assert.Equal(
            $"\uFEFFid,split,message,expected\r\na,{splits["a"]},\"one,\r\n\"\"1\"\"\",yes\r\n\r\nb,{splits["b"]},two,no",
            Encoding.UTF8.GetString(_bench.ReadBytes("evalsets/tickets/items-1.csv"))
        );
        Assert.Equal(
            $"split,expected,id,message\n{splits["c"]},yes,c,three\nholdout,no,d,four\n",
            _bench.Read("evalsets/tickets/items-2.csv")
        );
        Assert.Equal(
            $"{{\"id\": \"e\", \"split\": \"{splits["e"]}\", \"input\": {{\"message\": \"fi\\u0076e\"}}, \"expected\": \"yes\"}}\r\n\n{{\"split\":\"{splits["f"]}\",\"id\":\"f\",\"input\":{{\"message\":\"six\"}},\"expected\":\"no\"}}",
            _bench.Read("evalsets/tickets/more.jsonl")
        );
        Assert.Equal((0, ""), await CheckAsync());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_bench.Folder, "evalsets/tickets"), "*.tmp"));
    }

    [Fact]
    public async Task Items_with_the_same_input_and_items_of_a_cluster_stay_together()
    {
        _bench.Write(
            Csv,
            "id,cluster,message,expected\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 30)
                        .Select(i =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"t-{i},{(i < 12 ? $"mail-{i / 3}" : "")},{(i >= 20 ? $"Message  {i / 2}" : $"message {i + 50}")},yes\n"
                            )
                        )
                )
        );

        var splits = Assigned(await RunAsync("split-evalset", "tickets", "--json"));

        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(splits[Id(i / 3 * 3)], splits[Id(i)]));
        Assert.All(Enumerable.Range(20, 10), i => Assert.Equal(splits[Id(i / 2 * 2)], splits[Id(i)]));

        static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"t-{i}");
    }

    [Fact]
    public async Task Another_salt_deals_otherwise_and_dealing_anew_is_said_to_make_no_holdout()
    {
        WriteItems(100);
        await RunAsync("split-evalset", "tickets");
        var before = _bench.Read(Csv);

        var kept = await RunAsync("split-evalset", "tickets", "--salt", "other");
        Assert.Equal(before, _bench.Read(Csv));
        var anew = await _bench.RunAsync("split-evalset", "tickets", "--salt", "other", "--reassign");

        Assert.Contains("Nothing is to be dealt", kept.Out, StringComparison.Ordinal);
        Assert.Equal(0, anew.Exit);
        Assert.Equal(
            $"warning: {Yaml}: All items are dealt anew. A holdout whose items were seen before is no holdout: a claim from it is as optimistic as one from dev. New items make a better one.\n",
            anew.Error
        );
        Assert.NotEqual(before, _bench.Read(Csv));
        Assert.Equal((0, ""), await CheckAsync());
    }

    [Fact]
    public async Task Splits_that_the_items_have_and_the_file_does_not_declare_are_declared()
    {
        _bench.Write(Csv, "id,split,message,expected\na,dev,one,yes\nb,holdout,two,no\n");

        var result = await RunAsync("split-evalset", "tickets");

        Assert.Contains($"Written: {Yaml}. Commit it;", result.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), await CheckAsync());
    }

    [Theory]
    [InlineData("split-evalset tickest", "tickest: There is no eval set “tickest” in evalsets. Did you mean “tickets”?")]
    [InlineData(
        "split-evalset tickets --dev 60 --holdout 40",
        "--train, --dev, --holdout: Give all three shares or none, in whole percent that add up to 100, such as --train 25 --dev 45 --holdout 30."
    )]
    [InlineData(
        "split-evalset tickets --train 20 --dev 60 --holdout 40",
        "--train, --dev, --holdout: 20, 60 and 40 add up to 120. Give whole percent that add up to 100, such as 25, 45 and 30."
    )]
    [InlineData("split-evalset tickets --train -5 --dev 65 --holdout 40", "--train, --dev, --holdout: A share lies from 0 to 100 percent.")]
    [InlineData(
        "split-evalset tickets --train 2.5 --dev 57.5 --holdout 40",
        "--train takes a whole number, not “2.5”.\n--dev takes a whole number, not “57.5”."
    )]
    public async Task A_wrong_command_line_is_told_and_nothing_changes(string line, string told)
    {
        WriteItems(20);
        var before = _bench.Read(Csv);

        var result = await _bench.RunAsync(line.Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(told + "\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _bench.Read(Csv));
    }

    [Theory]
    [InlineData(
        "id,message,expected\na,one,yes,no\n",
        Csv + ":2: The row has 4 cells, the header has 3. Quote a cell that contains a comma: \"a, b\"."
    )]
    [InlineData("id,message,expected\na,one,yes\na,two,no\n", Csv + ":3: the id “a” is taken by line 2; give each item its own.")]
    [InlineData(
        "id,split,message,expected\na,dve,one,yes\nb,,two,no\n",
        Csv + ":2: The split “dve” is not declared in evalset.yaml. Did you mean “dev”?"
    )]
    [InlineData(
        "id,split,cluster,message,expected\na,dev,m,one,yes\nb,holdout,m,two,no\nc,,,three,no\n",
        Csv
            + ":2: The cluster “m” is spread over splits: dev has “a” (line 2); holdout has “b” (line 3). A cluster stays in one split: give its items the same one there, or deal all items anew with --reassign."
    )]
    [InlineData(
        "id,message,expected\n",
        Yaml + ":4: The eval set has no items. Write 50 to 100 of them, each with an id, its input and what is expected."
    )]
    public async Task Items_that_can_not_be_split_are_told_and_nothing_changes(string items, string told)
    {
        _bench.Write(Csv, items);
        var yaml = _bench.Read(Yaml);

        var result = await _bench.RunAsync("split-evalset", "tickets");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(told + "\n", result.Error, StringComparison.Ordinal);
        Assert.Equal((items, yaml), (_bench.Read(Csv), _bench.Read(Yaml)));
    }

    // The anchor's mapping stands elsewhere; what is added to it is read as a key of a grader.
    [Fact]
    public async Task Where_the_splits_can_not_be_declared_alone_nothing_is_written()
    {
        _bench.Write(
            Yaml,
            "schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ndefaults: &d { timeout_seconds: 5 }\nsplits: *d\ngraders: [{ id: right, type: equals }]\n"
        );
        WriteItems(20);
        var before = (_bench.Read(Csv), _bench.Read(Yaml));

        var result = await _bench.RunAsync("split-evalset", "tickets");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(Yaml + ":4: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, (_bench.Read(Csv), _bench.Read(Yaml)));
    }

    [Fact]
    public async Task Where_one_file_can_not_be_written_the_others_are_put_back()
    {
        WriteItems(20);
        var before = (_bench.Read(Csv), _bench.Read(Yaml));
        Directory.CreateDirectory(Path.Combine(_bench.Folder, Yaml + ".tmp")); // stands where the new text goes first

        var result = await _bench.RunAsync("split-evalset", "tickets");

        Assert.Equal(3, result.Exit);
        Assert.StartsWith("A file could not be read or written: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, (_bench.Read(Csv), _bench.Read(Yaml)));
    }

    private void WriteYaml(string data) =>
        _bench.Write(
            Yaml,
            $"# tickets\nschema: promptlab/evalset@1\nname: tickets\n{data} # here they are\n# the only one\ngraders: [{{ id: right, type: equals }}]\n"
        );

    private void WriteItems(int count) =>
        _bench.Write(
            Csv,
            "id,tags,message,expected\n"
                + string.Concat(
                    Enumerable
                        .Range(0, count)
                        .Select(i =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"t-{i},{(i % 5 == 0 ? "round" : "")},secret message {i},{(i % 2 == 0 ? "yes" : "no")}\n"
                            )
                        )
                )
        );

    private async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var result = await _bench.RunAsync(arguments);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return result;
    }

    private async Task<(int Exit, string Wrong)> CheckAsync()
    {
        var result = await _bench.RunAsync("check");
        return (
            result.Exit,
            string.Join(
                '\n',
                result
                    .Out.Split('\n')
                    .Where(line => line.Contains(".csv:", StringComparison.Ordinal) || line.Contains(".yaml:", StringComparison.Ordinal))
            )
        );
    }

    private static Dictionary<string, string> Assigned(CommandResult result) =>
        JsonNode.Parse(result.Out)!["assigned"]!
            .AsArray()
            .ToDictionary(item => item!["id"]!.GetValue<string>(), item => item!["split"]!.GetValue<string>(), StringComparer.Ordinal);

    private static string Text(string output) => string.Join('\n', output.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
