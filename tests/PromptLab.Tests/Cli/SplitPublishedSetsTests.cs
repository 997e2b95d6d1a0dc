using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptLab.Tests.Cli;

/// <summary>Sets that others published are split, and every byte of theirs stays.</summary>
public sealed partial class SplitPublishedSetsTests : IDisposable
{
    private readonly TestBench _bench = new();

    // 77 labels with 40 questions each: 10 for train, 18 for dev, 12 for holdout. A question that is there twice goes with its twin,
    // which is one item more or less.
    [Fact]
    public async Task Banking77_has_every_label_in_its_share_in_every_split()
    {
        Write(File.ReadAllText(SharedFiles.Require("data/banking77/test.jsonl")));

        var told = await SplitAsync();

        Assert.Equal([770, 1386, 924], told["splits"]!.AsArray().Select(split => split!["items"]!.GetValue<int>()));
        Assert.Equal(77, told["attributes"]!.AsArray().Count);
        Assert.All(told["attributes"]!.AsArray(), label =>
        {
            Assert.InRange(label!["by_split"]!["train"]!.GetValue<int>(), 9, 11);
            Assert.InRange(label["by_split"]!["dev"]!.GetValue<int>(), 17, 19);
            Assert.InRange(label["by_split"]!["holdout"]!.GetValue<int>(), 11, 13);
        });
    }

    [Fact]
    public async Task Tickets_of_the_cookbook_are_dealt_without_a_train_split() =>
        Assert.Equal([44, 24], await CountsOfAsync("data/claude-cookbook-classification/items.jsonl")); // 68 items: 44.2 and 23.8

    public void Dispose() => _bench.Dispose();

    private async Task<IEnumerable<int>> CountsOfAsync(string file)
    {
        Write(File.ReadAllText(SharedFiles.Require(file)));
        return (await SplitAsync())["splits"]!.AsArray().Select(split => split!["items"]!.GetValue<int>());
    }

    private void Write(string items)
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write(
            "evalsets/published/evalset.yaml",
            "schema: promptlab/evalset@1\nname: published\ndata: items.jsonl\ngraders: [{ id: right, type: equals }]\n"
        );
        _bench.Write("evalsets/published/items.jsonl", items);
    }

    private async Task<JsonNode> SplitAsync()
    {
        var before = _bench.Read("evalsets/published/items.jsonl");
        var result = await _bench.RunAsync("split-evalset", "published", "--json");
        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(before, Added().Replace(_bench.Read("evalsets/published/items.jsonl"), ""));
        return JsonNode.Parse(result.Out)!;
    }

    [GeneratedRegex(""", "split": "(train|dev|holdout)"(?=, "input")""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Added();
}
