using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Tests.Cli;

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

        Assert.Equal(["look 1", "void", "look 1", "claim", "look 2", "claim"], bench.Kinds());
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

    [Theory]
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
