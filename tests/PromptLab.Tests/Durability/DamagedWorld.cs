using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>
/// A whole project with every kind of file that a command reads: versions, a draft, a response schema, labels and their history, two
/// eval sets, a ledger, a ledger whose eval set is gone, runs on both splits, a run that was stopped, a recording and a cache.
/// </summary>
public sealed class DamagedWorld : IAsyncLifetime
{
    private HoldoutBench _bench = null!;

    internal TestBench Bench => _bench.Project.Bench;

    /// <summary>Every file of the project, as paths relative to it.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Bench.Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Bench.Folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public async ValueTask InitializeAsync()
    {
        _bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item % 2 == 0);
        var project = _bench.Project;
        await project.DoAsync("label", "triage@v1", "production");
        await project.RunAsync("triage@v1 triage@v2", "--split", "dev");
        Assert.Equal(0, (await _bench.ConfirmAsync("triage@v2")).Exit);
        await project.DoAsync("promote", "triage@v2", "production");
        await project.DoAsync("record", "triage@v1", "--out", "recordings/all.jsonl");
        Bench.Write(
            "promptlab.yaml",
            Bench
                .Read("promptlab.yaml")
                .Replace(
                    "providers:\n",
                    "providers:\n  tape: { kind: recorded, recording: [recordings/all.jsonl] }\n",
                    StringComparison.Ordinal
                )
                .Replace("models:\n", "models:\n  taped: { provider: tape, id: small }\n", StringComparison.Ordinal)
        );
        Bench.Write(
            "prompts/filed/reply.schema.json",
            "{\n  \"type\": \"object\",\n  \"required\": [\"answer\"],\n  \"additionalProperties\": false\n}\n"
        );
        SmallProject.WriteDraft(Bench, "File it.");
        Bench.Write(
            "prompts/filed/draft.prompt.md",
            Bench
                .Read("prompts/triage/draft.prompt.md")
                .Replace("name: triage", "name: filed", StringComparison.Ordinal)
                .Replace("variables:", "response_schema: reply.schema.json\nvariables:", StringComparison.Ordinal)
        );
        Bench.Write("evalsets/gone/holdout-ledger.jsonl", Bench.Read(HoldoutBench.Ledger));
        Bench.Write(
            "evalsets/lines/evalset.yaml",
            "schema: promptlab/evalset@1\nname: lines\ndata: items.jsonl\ngraders:\n  - { id: right, type: equals }\n"
        );
        Bench.Write(
            "evalsets/lines/items.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, 4)
                    .Select(i =>
                        FormattableString.Invariant($"{{\"id\":\"l-{i}\",\"input\":{{\"message\":\"line {i}\"}},\"expected\":\"yes\"}}\n")
                    )
            )
        );
        var check = await Bench.RunAsync("check");
        Assert.True(check.Exit == 0, check.Out + check.Error);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
