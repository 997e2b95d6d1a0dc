using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Linting;

/// <summary>
/// Published sets with their own training texts as examples: nothing is found but what is so. Banking77 does hold questions twice;
/// the pairs below were found by another program of our own, which held every question against every other.
/// </summary>
public sealed class PublishedSetsTests : IDisposable
{
    // Those of them that fall into different splits, the later item first.
    private static readonly string[] Twice =
    [
        "b77-0337 b77-0334",
        "b77-0748 b77-0723",
        "b77-1197 b77-1190",
        "b77-1477 b77-1466",
        "b77-3012 b77-1193",
        "b77-3075 b77-3046",
    ];

    private readonly TestBench _bench = new();

    [Fact]
    public async Task Sixty_eight_support_tickets_with_their_training_texts_as_examples_give_no_finding()
    {
        var folder = SharedFiles.Require("data/claude-cookbook-classification");
        var items = Read(folder, "items.jsonl");
        var labels = LabelsOf(items);
        var examples = Read(folder, "train.jsonl").Skip(1).ToList(); // the first line is the head of a table
        WriteSet(items.Select(item => Item(item, "dev")), $"{{ id: label, type: label, labels: {labels} }}");
        WritePrompt($"Say which category the ticket belongs to. The categories are: {labels}", examples);

        Assert.Equal(68, examples.Count);
        Assert.Equal("", await FindAsync("dev"));
    }

    [Fact]
    public async Task A_hundred_questions_in_two_splits_give_no_finding()
    {
        var items = Read(SharedFiles.Require("data/truthfulqa"), "items.jsonl");
        WriteSet(items.Select((item, i) => Item(item, i % 2 == 0 ? "dev" : "holdout", "best")), "{ id: right, type: contains }");
        WritePrompt("Answer the question truthfully in one sentence.", []);

        Assert.Equal("", await FindAsync("dev, holdout"));
    }

    [Fact]
    public async Task Of_231_training_texts_of_banking77_the_one_that_nearly_is_a_test_item_is_found()
    {
        var (items, labels) = Banking();
        WriteSet(items.Select(item => Item(item, "dev")), $"{{ id: label, type: label, labels: {labels} }}");
        WritePrompt(
            $"Say what the question is about. The subjects are: {labels}",
            Read(SharedFiles.Require("data/banking77"), "few_shot.jsonl")
        );

        var found = await FindAsync("dev");

        Assert.DoesNotContain('\n', found);
        Assert.Contains(
            "is nearly the item “b77-0418” of dev (evalsets/published/items.jsonl:419): the Jaccard similarity of their word triples is 0.80, and 0.80 or more counts, digits alike.",
            found,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_questions_that_banking77_holds_twice_are_found_across_two_splits()
    {
        var (items, labels) = Banking();
        WriteSet(items.Select((item, i) => Item(item, i % 2 == 0 ? "dev" : "holdout")), $"{{ id: label, type: label, labels: {labels} }}");
        WritePrompt($"Say what the question is about. The subjects are: {labels}", []);

        var found = await FindAsync("dev, holdout");

        Assert.Equal(Twice, found.Split('\n').Select(line => $"{Between(line, "The item “")} {Between(line, " “", skip: 1)}"));
    }

    public void Dispose() => _bench.Dispose();

    private static (IReadOnlyList<JsonNode> Items, string Labels) Banking()
    {
        var items = Read(SharedFiles.Require("data/banking77"), "test.jsonl");
        return (items, LabelsOf(items));
    }

    private static IReadOnlyList<JsonNode> Read(string folder, string file) =>
        [.. File.ReadLines(Path.Combine(folder, file)).Select(line => JsonNode.Parse(line)!)];

    private static string LabelsOf(IReadOnlyList<JsonNode> items) =>
        JsonSerializer.Serialize(items.Select(item => (string?)item["expected"]).Distinct());

    private static string Item(JsonNode item, string split, string expected = "expected") =>
        new JsonObject
        {
            ["id"] = item["id"]!.DeepClone(),
            ["split"] = split,
            ["input"] = new JsonObject { ["text"] = item["input"]!.DeepClone() },
            ["expected"] = item[expected]!.DeepClone(),
        }.ToJsonString();

    // The second quoted id of a line stands before the split of the earlier item.
    private static string Between(string line, string mark, int skip = 0)
    {
        var at = line.IndexOf(mark, StringComparison.Ordinal);
        for (; skip > 0; skip--)
            at = line.IndexOf(mark, at + mark.Length, StringComparison.Ordinal);
        return line[(at + mark.Length)..line.IndexOf('”', at)];
    }

    private void WriteSet(IEnumerable<string> items, string grader)
    {
        _bench.Write(
            "evalsets/published/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: published\ndata: items.jsonl\nsplits: {{ dev: {{}}, holdout: {{}} }}\ngraders:\n  - {grader}\n"
        );
        _bench.Write("evalsets/published/items.jsonl", string.Concat(items.Select(item => item + "\n")));
    }

    private void WritePrompt(string task, IReadOnlyList<JsonNode> examples)
    {
        var shown = string.Concat(
            examples.Select(
                (example, i) =>
                    FormattableString.Invariant(
                        $"## Example: e{i}\n\n### Input\n\n{example["text"]}\n\n### Output\n\n{example["label"]}\n\n"
                    )
            )
        );
        _bench.Write(
            "prompts/sort/draft.prompt.md",
            $"---\nschema: promptlab/prompt@1\nname: sort\nversion: draft\nparent: null\nvariables: {{ text: {{ required: true, trust: untrusted }} }}\n---\n\n# Task\n\n{task}\n\n{(examples.Count == 0 ? "" : $"# Examples\n\n{shown}")}# Current query\n\n{{text}}\n"
        );
    }

    private async Task<string> FindAsync(string splits)
    {
        _bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers: { local: { kind: ollama } }
            models: { main: { provider: local, id: small } }
            experiments: { all: { prompts: [sort@draft], evalset: published, split: [{{splits}}], models: [main] } }
            """
        );
        var result = await _bench.RunAsync("check");
        Assert.Equal("", result.Error);
        return string.Join('\n', result.Out.TrimEnd('\n').Split('\n')[..^1]);
    }
}
