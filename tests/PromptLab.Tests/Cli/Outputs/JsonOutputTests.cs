using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Cli.Outputs;

namespace PromptLab.Tests.Cli.Outputs;

/// <summary>Every <c>--json</c> output is a named record with a schema, and what commands really write follows it.</summary>
public sealed class JsonOutputTests : IDisposable
{
    private static readonly string[] Parts = ["prompts", "evalsets", "results/recordings"];

    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public JsonOutputTests()
    {
        foreach (var part in Parts)
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write("promptlab.yaml", File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")));
    }

    public static TheoryData<string> Names => [.. JsonOutputs.All.Select(output => output.Name)];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Every_record_is_listed_with_its_name()
    {
        var records = typeof(IJsonOutput).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IJsonOutput)) && !type.IsInterface);

        Assert.Equal(
            records.Select(type => type.Name).Order(StringComparer.Ordinal),
            JsonOutputs.All.SelectMany(output => output.Types).Select(type => type.Name).Order(StringComparer.Ordinal)
        );
    }

    // Where a field was added on purpose: PROMPTLAB_APPROVE=1 dotnet test, and read the difference.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_schema_that_is_shipped_is_that_of_the_record(string name)
    {
        var schema = OutputSchema.Of(name, JsonOutputs.All.First(output => output.Name == name).Types);
        if (Environment.GetEnvironmentVariable("PROMPTLAB_APPROVE") is not null)
            File.WriteAllText(OutputSchema.PathOf(name), schema);

        Assert.Equal(File.ReadAllText(OutputSchema.PathOf(name)), schema);
    }

    [Fact]
    public void Every_schema_that_is_shipped_belongs_to_an_output() =>
        Assert.Equal(
            JsonOutputs.All.Select(output => Path.GetFileName(OutputSchema.PathOf(output.Name))).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.GetDirectoryName(OutputSchema.PathOf("x@1"))!).Select(Path.GetFileName).Order(StringComparer.Ordinal)!
        );

    [Fact]
    public void The_page_of_contracts_names_every_output()
    {
        var page = File.ReadAllText(Path.Combine(SharedFiles.Root, "docs/contracts.md"));

        Assert.All(JsonOutputs.All, output => Assert.Contains($"| `{output.Name}` |", page, StringComparison.Ordinal));
        Assert.Equal(
            JsonOutputs.All.Count,
            page.Split('\n')
                .Count(line =>
                    line.StartsWith("| `", StringComparison.Ordinal)
                    && line.Contains("@1` |", StringComparison.Ordinal)
                    && !line.Contains('/')
                )
        );
    }

    [Fact]
    public async Task What_the_loop_writes_follows_the_schemas()
    {
        await Follows("run@1", "run");
        await Follows("board@1", "board", "refund-intake");
        await Follows("compare@1", "compare", "refund-intake@v8", "refund-intake@v9");
        await Follows("diagnose@1", "diagnose", "refund-intake@v10");
        await Follows("status@1", "status", "refund-intake");
        await Follows("log@1", "log", "refund-intake");
        await Follows("run@1", "grade", "refund-intake@v10");
        await Follows("run@1", "run", "refund-nightly");
        await Follows("gate@1", "gate", "refund-nightly");
        await Follows("confirm@1", "confirm", "refund-intake@v8", "--against", "baseline");
        await Follows("label@1", "promote", "refund-intake@v10", "production", "--force", "a reason");
        await Follows("label@1", "rollback", "refund-intake", "production", "--why", "a reason");
        await Follows("label@1", "label", "refund-intake@v1", "baseline");
        await Follows("record@1", "record", "refund-intake@v10", "--out", "results/recordings/copy.jsonl");
    }

    [Fact]
    public async Task What_the_other_commands_write_follows_the_schemas()
    {
        await Follows("check@1", "check");
        await Follows("models@1", "models");
        await Follows("models-test@1", "models", "test", "smollm");
        await Follows("dry-run@1", "run", "--dry-run");
        await Follows("dry-run@1", "confirm", "refund-intake@v8", "--against", "baseline", "--dry-run");
        await Follows("show@1", "show", "refund-intake@v8", "--item", "rf-002");
        await Follows("diff@1", "diff", "refund-intake@v9", "refund-intake@v10");
        await Follows("new@1", "new", "another");
        await Follows("init@1", "init", "--name", "queue");
        await Follows("split-evalset@1", "split-evalset", "refund-intake", "--dry-run");
        await Follows("cache-stats@1", "cache", "stats");
        await Follows("cache-clear@1", "cache", "clear");
        await Follows("bad-input@1", "run", "--prompt", "nothing@v1");
    }

    [Fact]
    public async Task A_version_that_is_renumbered_follows_the_schema()
    {
        MergedVersion.Write(_bench, "refund-intake", "v10", "Reply with one JSON object", "Answer with one JSON object");

        await Follows("renumber@1", "renumber", "refund-intake@v10");
    }

    [Fact]
    public async Task What_drafts_become_follows_the_schemas()
    {
        await Follows("revert-section@1", "revert-section", "refund-intake@v10", "constraints", "--to", "v3");
        await Follows("freeze@1", "freeze", "refund-intake", "--hypothesis", "It helps.");
        _bench.Write(
            "prompts/refund-intake/draft.prompt.md",
            _bench
                .Read("prompts/refund-intake/draft.prompt.md")
                .Replace("an experienced clerk", "an old clerk", StringComparison.Ordinal)
                .Replace("Reply with one JSON object", "Answer with one JSON object", StringComparison.Ordinal)
        );
        await Follows("split-draft@1", "split-draft", "refund-intake");
    }

    private async Task Follows(string name, params string[] command)
    {
        var result = await _bench.RunAsync([.. command, "--json"]);

        Assert.True(result.Out.Length > 0, $"{string.Join(' ', command)}: {result.Error}");
        var violations = OutputSchema.Read(name).Validate(JsonNode.Parse(result.Out));
        Assert.True(violations.Count == 0, $"{string.Join(' ', command)}: {string.Join('\n', violations)}\n{result.Error}");
    }
}
