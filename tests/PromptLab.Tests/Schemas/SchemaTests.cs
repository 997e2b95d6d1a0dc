using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.JsonSchemas;
using PromptLab.Prompts;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Schemas;

/// <summary>
/// The JSON Schemas that are shipped hold for the samples and for this repository's own files, and agree with the
/// loaders.
/// </summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("promptlab", "promptlab.yaml")]
    [InlineData("evalset", "evalsets/*/evalset.yaml")]
    [InlineData("labels", "prompts/*/labels.yaml")]
    [InlineData("prompt", "prompts/*/*.prompt.md")]
    public void The_samples_follow_their_schema(string schema, string files) =>
        FollowsSchema(schema, SharedFiles.Require("samples"), files);

    [Theory]
    [InlineData("promptlab", "promptlab.yaml")]
    [InlineData("evalset", "evalsets/*/evalset.yaml")]
    [InlineData("labels", "prompts/*/labels.yaml")]
    [InlineData("prompt", "prompts/*/*.prompt.md")]
    public void This_repositorys_files_follow_their_schema(string schema, string files) => FollowsSchema(schema, SharedFiles.Root, files);

    [Fact]
    public void The_sample_run_and_its_results_follow_their_schemas()
    {
        var folder = Directory.EnumerateDirectories(SharedFiles.Require("samples/results/runs")).Single();

        Assert.Empty(Schema("run").Validate(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "run.json")))));
        Assert.All(File.ReadLines(Path.Combine(folder, "items.jsonl")), line =>
            Assert.Empty(Schema("item-result").Validate(JsonNode.Parse(line)))
        );
    }

    [Fact]
    public async Task What_a_run_writes_follows_the_schemas()
    {
        _bench.CopyFolder(Path.Combine(SharedFiles.Root, "prompts"), "prompts");
        _bench.CopyFolder(Path.Combine(SharedFiles.Root, "evalsets"), "evalsets");
        _bench.CopyFolder(Path.Combine(SharedFiles.Root, "results/recordings"), "results/recordings");
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
        await _bench.RunAsync("run", "review-chance");
        await _bench.RunAsync(
            "run",
            "--prompt",
            "review-sentiment@v1",
            "--evalset",
            "review-sentiment",
            "--split",
            "holdout",
            "--limit",
            "2"
        );

        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs")))
        {
            Assert.Empty(
                Schema("run")
                    .Validate(
                        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run.json"), TestContext.Current.CancellationToken))
                    )
            );
            Assert.All(File.ReadLines(Path.Combine(folder, "items.jsonl")), line =>
                Assert.Empty(Schema("item-result").Validate(JsonNode.Parse(line)))
            );
        }
    }

    [Theory]
    [InlineData("promptlab", "schema: promptlab/config@1\nmodells: {}\n")]
    [InlineData("promptlab", "schema: promptlab/config@1\nproviders: { a: { kind: openai, api_key: sk-1 } }\n")]
    [InlineData("promptlab", "schema: promptlab/config@1\nstatus: { max_cost: 2 }\n")]
    [InlineData("promptlab", "schema: promptlab/config@1\nstatus: { smallest_gain: 10 }\n")]
    [InlineData("evalset", "schema: promptlab/evalset@1\nname: a\ndata: items.csv\ngraders: [{ id: x, type: equalz }]\n")]
    [InlineData("labels", "schema: promptlab/labels@1\nlabels: { latest: v1 }\n")]
    [InlineData("prompt", "schema: promptlab/prompt@1\nname: a\nversion: v1\nrender: { style: html }\n")]
    public void What_the_loaders_refuse_the_schemas_refuse(string schema, string yaml) =>
        Assert.NotEmpty(Schema(schema).Validate(YamlMap.Read(yaml, "file.yaml", new Problems())!.Json()));

    [Theory]
    [InlineData("metric: pass_rate, min: 0.75, max: 1, tag: state-law")]
    [InlineData("metric: json.pass_rate, min: 0.98")]
    [InlineData("grader: json, metric: mean, min: 0.98")]
    [InlineData("metric: score_mean, against: production, max_drop: 0.03, max_age_days: 2.5")]
    [InlineData("metric: error_rate, max: 0.02, exit: incomplete")]
    [InlineData("metric: latency_p95_ms, max: 3000, exit: fail")]
    [InlineData("metric: cost_per_correct_usd, max: 12.5")]
    public void A_gate_that_is_read_follows_the_schema(string gate)
    {
        Assert.Empty(ProblemsOf(gate));
        Assert.Empty(Schema("evalset").Validate(EvalSetWith(gate)));
    }

    [Theory]
    [InlineData("min: 0.75")]
    [InlineData("metric: pass_rte, min: 0.75")]
    [InlineData("metric: json.rate, min: 0.75")]
    [InlineData("metric: pass_rate")]
    [InlineData("metric: pass_rate, min: 75")]
    [InlineData("metric: pass_rate, min: high")]
    [InlineData("metric: latency_p95_ms, max: -1")]
    [InlineData("metric: pass_rate, min: 0.5, against: production")]
    [InlineData("metric: pass_rate, min: 0.5, max_drop: 0.1")]
    [InlineData("metric: pass_rate, min: 0.5, max_age_days: 3")]
    [InlineData("metric: pass_rate, against: production, max_drop: 3")]
    [InlineData("metric: pass_rate, against: production, max_age_days: -1")]
    [InlineData("metric: error_rate, max: 0.02, exit: incomplet")]
    [InlineData("metric: pass_rate, floor: 0.5, max: 1")]
    public void A_gate_that_is_refused_is_refused_by_the_schema_too(string gate)
    {
        Assert.NotEmpty(ProblemsOf(gate));
        Assert.NotEmpty(Schema("evalset").Validate(EvalSetWith(gate)));
    }

    public void Dispose() => _bench.Dispose();

    // As the reader of gates sees them, beside a grader “json” and an item with the tag “state-law”.
    private IReadOnlyList<Problem> ProblemsOf(string gate)
    {
        const string File = "evalsets/a/evalset.yaml";
        var problems = new Problems();
        _bench.Write("evalsets/a/items.csv", "id,tags,message,expected\nt-1,state-law,a,yes\n");
        _bench.Write(File, EvalSetText(gate));
        var evalSet = EvalSetFile.Read(Path.Combine(_bench.Folder, File), File, problems)!;
        Assert.Empty(problems.Found);
        GateRules.Of(evalSet, problems);
        return problems.Found;
    }

    private static JsonObject EvalSetWith(string gate) => YamlMap.Read(EvalSetText(gate), "evalset.yaml", new Problems())!.Json();

    private static string EvalSetText(string gate) =>
        $"schema: promptlab/evalset@1\nname: a\ndata: items.csv\ngraders: [{{ id: json, type: is-json }}]\ngates: [{{ {gate} }}]\n";

    private static void FollowsSchema(string schema, string root, string files)
    {
        var found = Find(root, files.Split('/')).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, file =>
        {
            var problems = new Problems();
            var map = YamlMap.Read(YamlOf(file), file, problems)!;
            Assert.Empty(problems.Found);
            Assert.Empty(Schema(schema).Validate(map.Json()));
        });
    }

    private static string YamlOf(string file)
    {
        var text = TextFile.Read(file, file);
        return file.EndsWith(PromptFile.Extension, StringComparison.Ordinal) ? text.Split("\n---\n")[0][4..] : text;
    }

    private static IEnumerable<string> Find(string folder, ReadOnlySpan<string> parts) =>
        parts.Length == 1
            ? [.. Directory.EnumerateFiles(folder, parts[0])]
            : [.. FindBelow(Directory.EnumerateDirectories(folder, parts[0]), parts[1..].ToArray())];

    private static IEnumerable<string> FindBelow(IEnumerable<string> folders, string[] parts) =>
        folders.SelectMany(folder => Find(folder, parts));

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
