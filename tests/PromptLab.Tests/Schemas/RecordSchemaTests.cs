using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;
using PromptLab.Tests.Results;
using PromptLab.Tests.Running;

namespace PromptLab.Tests.Schemas;

/// <summary>The records that only grow follow the schemas that are shipped for them.</summary>
public sealed class RecordSchemaTests
{
    [Fact]
    public async Task Every_kind_of_line_of_a_ledger_follows_its_schema()
    {
        var works = false;
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => works ? version == 2 || item > 28 : null);
        await bench.ConfirmAsync("triage@v2");
        works = true;
        await bench.ConfirmAsync("triage@v2", "--why", "again");
        await bench.Project.RunAsync("triage@v1", "--split", "dev");
        await bench.ConfirmAsync("triage@v2", "--margin", "20");
        await bench.Project.DoAsync("split-evalset", "tickets", "--retire", "spent");

        Assert.Equal(["look 1", "void", "look 1", "claim", "look 2", "claim", "retired"], bench.Kinds());
        Assert.All(bench.Lines(), line => Assert.Empty(Schema("holdout-ledger").Validate(line)));
    }

    [Fact]
    public async Task A_look_of_a_run_follows_it_too()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        await bench.Project.RunAsync("triage@v1", "--split", "holdout");

        Assert.Empty(Schema("holdout-ledger").Validate(Assert.Single(bench.Lines())));
    }

    [Fact]
    public async Task Every_kind_of_move_follows_its_schema()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, item) => version == 2 || item > 28);
        await bench.Project.DoAsync("label", "triage@v1", "production");
        await bench.ConfirmAsync("triage@v2", "--against", "production");
        await bench.Project.DoAsync("promote", "triage@v2", "production");
        await bench.Project.DoAsync("promote", "triage@v3", "production", "--force", "cheaper");
        await bench.Project.DoAsync("rollback", "triage", "production");

        var lines = bench.Project.Bench.Read("prompts/triage/labels-history.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Empty(Schema("label-move").Validate(JsonNode.Parse(line))));
    }

    [Fact]
    public async Task Every_response_that_is_kept_before_it_is_graded_follows_its_schema()
    {
        using var bench = new RunBench(2) { Grader = new SlowGrader { IsQuick = _ => true } };
        var whole = ScriptedModel.Response("yes");
        (whole.ResponseId, whole.ModelId, whole.FinishReason) = ("r-1", "served", ChatFinishReason.Stop);
        new ResponseFacts
        {
            Latency = TimeSpan.FromMilliseconds(0.5),
            Waits = [new Wait("http-429", TimeSpan.FromSeconds(1))],
            RetriedUsage = new TokenUsage { InputUncached = 10, OutputVisible = 1 },
            Refusal = "yes",
        }.AttachTo(whole);
        bench.Client = new ScriptedModel(
            _ => Task.FromResult(whole),
            _ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "")))
        );

        await bench.RunAsync();

        Assert.Equal(2, bench.Calls.Count);
        Assert.All(bench.Calls, line => Assert.Empty(Schema("call").Validate(line)));
        var answer = CallResponse.Of(SomeResults.Scored("a", 1)) with { Step = 2, Sample = 3 };
        Assert.Empty(Schema("call").Validate(JsonNode.Parse(CallLine.Of(answer, SomeResults.Record()).ToUtf8())));
    }

    [Theory]
    [InlineData(
        "call",
        """{"schema":"promptlab/call@1","run_id":"r","item_id":"a","item_hash":"sha256:0","repeat":1,"step":1,"config_hash":"sha256:0","response":{"text":"a"}}"""
    )]
    [InlineData(
        "call",
        """{"schema":"promptlab/call@1","run_id":"r","item_id":"a","item_hash":"sha256:0","repeat":1,"config_hash":"sha256:0","response":{"text":null}}"""
    )]
    [InlineData(
        "holdout-ledger",
        """{"schema":"promptlab/holdout-ledger@1","kind":"void","run_id":"r","at":"2026-11-26T00:00:00Z","why":"x","previous":null,"more":1}"""
    )]
    [InlineData(
        "holdout-ledger",
        """{"schema":"promptlab/holdout-ledger@1","kind":"look","run_id":"r","at":"2026-11-26T00:00:00Z","previous":null}"""
    )]
    [InlineData(
        "label-move",
        """{"schema":"promptlab/label-move@1","at":"2026-11-26T00:00:00Z","by":null,"kind":"push","label":"a","from":null,"to":"v1","to_hash":"sha256:0","previous":null}"""
    )]
    public void What_is_no_line_is_refused(string schema, string line) => Assert.NotEmpty(Schema(schema).Validate(JsonNode.Parse(line)));

    private static JsonSchema Schema(string name)
    {
        var problems = new Problems();
        var schema = JsonSchema.Read(
            JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", name + ".schema.json")))!,
            name,
            problems
        );
        Assert.Empty(problems.Found);
        return schema;
    }
}
