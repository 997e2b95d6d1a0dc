using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

/// <summary>
/// One walk through the loop, on the sample as it stood before its eighth version: what a real small model answered is
/// replayed.
/// </summary>
public sealed class LoopTests : IDisposable
{
    private const string Prompt = "prompts/refund-intake";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));
    private readonly TestBench _bench;

    public LoopTests()
    {
        _bench = new TestBench { Time = _time };
        foreach (var part in new[] { "prompts", "evalsets", "results/recordings" })
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
        _bench.Write(
            "promptlab.yaml",
            File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml")).Split("experiments:")[0]
                + "experiments:\n  refunds: { prompts: [refund-intake@latest], evalset: refund-intake, split: dev, default: true }\n"
        );
        foreach (var later in new[] { "v8", "v9", "v10", "draft" })
            File.Delete(Path.Combine(_bench.Folder, Prompt, later + ".prompt.md"));
        _bench.Write(
            $"{Prompt}/versions.lock",
            string.Concat(
                _bench
                    .Read($"{Prompt}/versions.lock")
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Take(2 + 7)
                    .Select(line => line + "\n")
            )
        );
        _bench.Write($"{Prompt}/labels.yaml", "schema: promptlab/labels@1\nlabels:\n  baseline: v1\n  production: v1\n");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task From_a_diagnosis_to_a_promotion_and_back()
    {
        // Measure the baseline, and see in which way it fails.
        await DoAsync("run", "--prompt", "refund-intake@v1", "refund-intake@v7", "--evalset", "refund-intake", "--split", "dev");
        var diagnosis = JsonNode.Parse(await DoAsync("diagnose", "refund-intake@v1", "--json"))!["diagnosis"]!;
        Assert.Equal((48, 48), (Number(diagnosis, "failing"), Number(diagnosis, "decided")));
        var mode = Assert.Single(diagnosis["modes"]!.AsArray())!;
        Assert.Equal("is-json.invalid", Text(mode["reason"]!, "code"));

        // Change one thing, and write down beforehand what it should mend.
        await DoAsync("new", "refund-intake", "--from", "refund-intake@v7");
        _bench.Write(
            $"{Prompt}/draft.prompt.md",
            _bench.Read($"{Prompt}/draft.prompt.md").Replace("examples: inline", "examples: turns", StringComparison.Ordinal)
        );
        var slip = await TryAsync(
            "freeze",
            "refund-intake",
            "--fixes",
            "code:json.invalid",
            "--hypothesis",
            "As turns the examples show the form of the reply."
        );
        Assert.Equal(2, slip.Exit);
        Assert.Contains(
            "--fixes: In its latest run here the parent never failed for the reason “json.invalid”. Did you mean “is-json.invalid”?",
            slip.Error,
            StringComparison.Ordinal
        );
        var frozen = await DoAsync(
            "freeze",
            "refund-intake",
            "--title",
            "Examples as turns",
            "--fixes",
            "code:is-json.invalid",
            "--hypothesis",
            "As turns the examples show the form of the reply.",
            "--ci"
        );
        Assert.Contains("refund-intake@v8 is frozen", frozen, StringComparison.Ordinal);
        Assert.Contains("changed against v7: render.examples.", frozen, StringComparison.Ordinal);

        // Measure it on the same items, against its parent.
        var run = await DoAsync("run");
        Assert.Contains(" 35%† ", run, StringComparison.Ordinal);
        var comparison = JsonNode.Parse(await DoAsync("compare", "refund-intake@v7", "refund-intake@v8", "--json"))!["comparisons"]![0]!;
        Assert.Equal(
            ("better", 17, 0),
            (Text(comparison, "verdict"), Number(comparison["counts"]!, "fixed"), Number(comparison["counts"]!, "broken"))
        );
        Assert.Equal(["render.examples"], comparison["changed"]!.AsArray().Select(element => element!.GetValue<string>()));

        // The notebook has what was expected, and what came of it: of 48 that were to come right 17 did.
        var log = await DoAsync("log", "refund-intake");
        Assert.Contains("v8, from v7: Examples as turns", log, StringComparison.Ordinal);
        Assert.Contains("hypothesis  As turns the examples show the form of the reply.", log, StringComparison.Ordinal);
        Assert.Contains("17 of 48", log, StringComparison.Ordinal);
        Assert.Contains("better against v7: +35.4 pp", log, StringComparison.Ordinal);

        // No claim, no promotion.
        var early = await TryAsync("promote", "refund-intake@v8", "production");
        Assert.Equal(2, early.Exit);

        // One look at the holdout: ten items won, none lost, of twenty-four.
        var claim = JsonNode.Parse(await DoAsync("confirm", "refund-intake@v8", "--against", "production", "--json"))!;
        Assert.Equal(
            ("confirmed", 1, 10, 0),
            (
                Text(claim, "claim"),
                Number(claim["look"]!, "look"),
                Number(claim["comparison"]!, "fixed"),
                Number(claim["comparison"]!, "broken")
            )
        );
        Assert.Equal((17 / 48.0) - (10 / 24.0), claim["optimism"]!.GetValue<double>(), 0.0001); // the scoreboard has four decimals

        // What next? The claim is confirmed, so the version may replace production.
        Assert.Contains(
            "promptlab promote refund-intake@v8 production",
            await DoAsync("status", "refund-intake"),
            StringComparison.Ordinal
        );

        // Promote, and take it back.
        Assert.StartsWith(
            "refund-intake@production: v1 → v8 (confirmed against refund-intake@v1: +41.7 pp (+16.9 to +60.0 pp) on 24 items, ",
            await DoAsync("promote", "refund-intake@v8", "production", "--by", "Mira"),
            StringComparison.Ordinal
        );
        Assert.Contains("production: v8", _bench.Read($"{Prompt}/labels.yaml"), StringComparison.Ordinal);
        Assert.Equal(
            "refund-intake@production: v8 → v1 (complaints)\n",
            await DoAsync("rollback", "refund-intake", "production", "--why", "complaints", "--by", "Mira")
        );
        Assert.Contains("production: v1", _bench.Read($"{Prompt}/labels.yaml"), StringComparison.Ordinal);
        Assert.Equal(
            ["promote", "rollback"],
            _bench
                .Read($"{Prompt}/labels-history.jsonl")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Text(JsonNode.Parse(line)!, "kind"))
        );

        // The notebook has the claim and the moves too.
        var after = await DoAsync("log", "refund-intake");
        Assert.Contains(
            "  claim       confirmed against refund-intake@v1: +41.7 pp (+16.9 to +60.0 pp) on 24 items, p < 0.001, look 1 at the holdout of refund-intake\n",
            after,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "  label       2026-11-26 production: v1 → v8, promoted by Mira (confirmed against refund-intake@v1: +41.7 pp (+16.9 to +60.0 pp) on 24 items, ",
            after,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "  label       2026-11-26 production: v8 → v1, rolled back by Mira (complaints)\n",
            after,
            StringComparison.Ordinal
        );

        // All that was written on the way is sound.
        var check = await TryAsync("check", "--ci");
        Assert.True(check.Exit == 0, check.Out + check.Error);
    }

    private async Task<string> DoAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        Assert.True(result.Exit == 0, result.Error);
        return result.Out;
    }

    private Task<CommandResult> TryAsync(params string[] arguments)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        return _bench.RunAsync(arguments);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
