using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.EvalSets;

public sealed class EvalSetFromCodeTests : IDisposable
{
    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_set_from_code_has_the_hash_of_the_same_set_from_files()
    {
        _bench.Write(
            "yes-no/evalset.yaml",
            "schema: promptlab/evalset@1\nname: yes-no\ndata: items.jsonl\ngraders: [{ id: right, type: equals }]\n"
        );
        _bench.Write("yes-no/items.jsonl", """{"id":"a","input":{"message":"hi"},"expected":"yes"}""" + "\n");

        var loaded = EvalSet.Load(Path.Combine(_bench.Folder, "yes-no"));
        var built = EvalSet.Of([EvalItem.Of("a", Message("hi"), "yes")], "{ id: right, type: equals }");

        Assert.Equal(loaded.Hash, built.Hash);
        Assert.Equal((1, "right"), (built.Count, Assert.Single(built.Graders).Id));
        Assert.Equal(loaded.Hash, EvalSet.Load(Path.Combine(_bench.Folder, "yes-no", "evalset.yaml")).Hash);
        Assert.Equal(loaded.Hash, EvalSet.Of(loaded.Enumerate()).Hash);
    }

    [Fact]
    public void Equals_judges_where_no_grader_is_named() =>
        Assert.Equal(("equals", "equals"), (Built().Graders[0].Id, Built().Graders[0].Type));

    [Fact]
    public void Every_problem_of_items_and_graders_is_reported_at_once_by_number()
    {
        var refused = Assert.Throws<InputException>(() =>
            EvalSet.Of(
                [EvalItem.Of("a", Message("hi")), EvalItem.Of("a", Message("ho")), EvalItem.Of("", Message("he"))],
                "equals",
                "{ id: equals, type: contains }",
                "{ id: 1st, type: contains }"
            )
        );

        Assert.Equal(
            """
            items:2: the id “a” is taken by line 1; give each item its own.
            items:3: “id” is missing. Give the item a stable name of its own.
            graders:2: The id “equals” is taken by another grader; give each its own.
            graders:3: “1st” can't be a grader's id: letters, digits, “-” and “_”, a letter first.
            """,
            string.Join('\n', refused.Problems)
        );
    }

    [Fact]
    public void A_set_without_items_is_refused() => Assert.Throws<InputException>(() => EvalSet.Of([]));

    [Fact]
    public void A_weight_of_zero_is_refused() =>
        Assert.Throws<InputException>(() => EvalSet.Of([EvalItem.Of("a", Message("hi")) with { Weight = 0 }]));

    [Fact]
    public void A_set_that_is_not_there_is_named() =>
        Assert.Contains("missing", Assert.Throws<InputException>(() => EvalSet.Load("missing")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_item_takes_a_conversation()
    {
        var turns = JsonNode.Parse("""[{"role":"user","content":"hi"}]""")!;

        var item = EvalItem.Of("a", new Dictionary<string, JsonNode> { ["history"] = turns }, "yes");

        Assert.True(JsonNode.DeepEquals(turns, item.Input["history"]));
    }

    private static EvalSet Built() => EvalSet.Of([EvalItem.Of("a", Message("hi"), "yes")]);

    private static Dictionary<string, string> Message(string text) => new() { ["message"] = text };
}
