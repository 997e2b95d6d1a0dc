using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

public sealed class CacheCommandTests
{
    private const string CachePath = "results/cache/responses.sqlite";

    [Fact]
    public async Task What_the_cache_answers_costs_nothing_now_and_keeps_what_it_cost()
    {
        await using var bench = await FaultBench.StartAsync(4);
        var first = await bench.RunAsync("run", "--cache", "read-write");
        Assert.Contains("$0.000168", first.Out, StringComparison.Ordinal);
        var asked = bench.RunId;

        var second = await bench.RunAsync("run", "--cache", "read-write", "--json");

        Assert.True(second.Exit == 0, second.Error);
        Assert.Equal(4, bench.Server.Calls);
        var usage = JsonNode.Parse(second.Out)!["runs"]![0]!["summary"]!["usage"]!;
        Assert.Equal((0m, 0.000168m), (usage["cost_usd"]!.GetValue<decimal>(), usage["uncached_cost_usd"]!.GetValue<decimal>()));
        Assert.Equal((0, 4), (usage["requests"]!.GetValue<int>(), usage["cached"]!.GetValue<int>()));
        var line = bench.JournalOf(bench.RunIds.Single(id => id != asked))[0];
        Assert.Equal((0m, 0.000042m), (line["cost_usd"]!.GetValue<decimal>(), line["original_cost_usd"]!.GetValue<decimal>()));
        Assert.Equal((true, 0), (line["cached"]!.GetValue<bool>(), line["attempts"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_summary_tells_what_cached_answers_cost_when_they_were_asked()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.RunAsync("run", "--cache", "read-write", "--limit", "3");

        var result = await bench.RunAsync("run", "--cache", "read-write", "--details");

        Assert.Equal(4, bench.Server.Calls);
        Assert.Contains("$0.000042 ($0.000168 when asked)", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cache_is_off_unless_the_project_or_the_command_line_says_otherwise()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.RunAsync("run");
        Assert.False(File.Exists(Path.Combine(bench.Bench.Folder, CachePath)));
        bench.Configure(FaultBench.Quick, FaultBench.Quick + ", cache: read-write");

        await bench.RunAsync("run"); // asks and keeps
        await bench.RunAsync("run"); // takes
        Assert.Equal(8, bench.Server.Calls);
        await bench.RunAsync("run", "--cache", "off");

        Assert.Equal(12, bench.Server.Calls);
    }

    [Fact]
    public async Task Read_only_takes_what_is_there_and_keeps_nothing()
    {
        await using var bench = await FaultBench.StartAsync(4);
        var none = await bench.RunAsync("run", "--cache", "read-only", "--limit", "2");
        Assert.Contains(
            $"warning: there is no response cache at {CachePath} to read from; every call is made.\n",
            none.Error,
            StringComparison.Ordinal
        );
        await bench.RunAsync("run", "--cache", "read-write", "--limit", "2");

        await bench.RunAsync("run", "--cache", "read-only");
        await bench.RunAsync("run", "--cache", "read-only");

        Assert.Equal(2 + 2 + 2 + 2, bench.Server.Calls);
        Assert.StartsWith($"{CachePath}: 2 responses, ", (await bench.RunAsync("cache", "stats")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_is_asked_again_although_the_cache_is_on()
    {
        await using var bench = await FaultBench.StartAsync(4, asked =>
            asked.Question == "message 1" ? Fakes.FaultyServer.Status(400) : null
        );
        await bench.RunAsync("run", "--cache", "read-write");
        bench.Server.Faults = _ => null;

        var result = await bench.RunAsync("run", "--cache", "read-write");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(5, bench.Server.Calls);
    }

    [Fact]
    public async Task Repeats_are_kept_apart()
    {
        await using var bench = await FaultBench.StartAsync(2);
        await bench.RunAsync("run", "--cache", "read-write", "--repeats", "3");

        await bench.RunAsync("run", "--cache", "read-write", "--repeats", "4");

        Assert.Equal(6 + 2, bench.Server.Calls);
    }

    [Fact]
    public async Task A_cached_answer_takes_nothing_of_the_budget()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.RunAsync("run", "--cache", "read-write", "--limit", "3");

        var result = await bench.RunAsync("run", "--cache", "read-write", "--max-requests", "1");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(4, bench.Server.Calls);
    }

    [Fact]
    public async Task Stats_tell_responses_tokens_and_cost_by_endpoint_and_model()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.RunAsync("run", "--cache", "read-write");

        var text = await bench.RunAsync("cache", "stats");
        var json = await bench.RunAsync("cache", "stats", "--json");

        Assert.StartsWith($"{CachePath}: 4 responses, ", text.Out, StringComparison.Ordinal);
        Assert.Matches($@"openai-compatible {bench.Server.Address} +small +4 +60 +\$0\.000168 ", text.Out);
        var stats = JsonNode.Parse(json.Out)!;
        Assert.Equal((CachePath, 4), (stats["file"]!.GetValue<string>(), stats["responses"]!.GetValue<int>()));
        var content = Assert.Single(stats["contents"]!.AsArray())!;
        Assert.Equal(
            ("small", 4, 60, 0.000168m),
            (
                content["model"]!.GetValue<string>(),
                content["responses"]!.GetValue<int>(),
                content["tokens"]!.GetValue<int>(),
                content["cost_usd"]!.GetValue<decimal>()
            )
        );
    }

    [Fact]
    public async Task Without_a_cache_there_is_nothing_to_tell_or_to_clear_and_none_is_made()
    {
        await using var bench = await FaultBench.StartAsync(1);

        var stats = await bench.RunAsync("cache", "stats");
        var clear = await bench.RunAsync("cache", "clear");

        Assert.Equal((0, $"{CachePath}: 0 responses, 0 bytes\n"), (stats.Exit, stats.Out));
        Assert.Equal((0, $"0 responses removed from {CachePath}.\n"), (clear.Exit, clear.Out));
        Assert.False(Directory.Exists(Path.Combine(bench.Bench.Folder, "results")));
    }

    [Theory]
    [InlineData("main")] // the name
    [InlineData("small")] // the id
    public async Task One_models_answers_are_cleared_by_its_name_or_its_id(string model)
    {
        await using var bench = await FaultBench.StartAsync(3);
        bench.Configure("run: {", "  other: { provider: served, id: large }\nrun: {");
        await bench.RunAsync("run", "--prompt", "triage@v1", "--evalset", "tickets", "--model", "main", "other", "--cache", "read-write");

        var one = await bench.RunAsync("cache", "clear", "--model", model);
        var all = await bench.RunAsync("cache", "clear", "--json");

        Assert.Equal($"3 responses removed from {CachePath}.\n", one.Out);
        Assert.Equal(3, JsonNode.Parse(all.Out)!["removed"]!.GetValue<int>());
        await bench.RunAsync("run", "--cache", "read-write");
        Assert.Equal(9, bench.Server.Calls);
    }

    [Fact]
    public async Task A_damaged_cache_is_bad_input_and_neither_begins_a_run_nor_changes_one()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.StopAfterAsync(2, "run", "--concurrency", "1");
        bench.Bench.Write(CachePath, "this is no database, and long enough to be told from an empty one");
        bench.Replace("evalsets/tickets/items.csv", "message 1,", "message one,");
        var before = bench.Disk;

        var begun = await bench.RunAsync("run", "--cache", "read-write");
        var resumed = await bench.RunAsync("run", "--resume", "--cache", "read-write");

        const string Refused =
            $"{CachePath}: The response cache can't be opened: SQLite Error 26: 'file is not a database'. Delete the file if it is damaged, or run with --cache off.\n1 problem. Nothing was sent.\n";
        Assert.Equal(2, begun.Exit);
        Assert.EndsWith(Refused, begun.Error, StringComparison.Ordinal);
        Assert.Equal(2, resumed.Exit);
        Assert.EndsWith(Refused, resumed.Error, StringComparison.Ordinal);
        Assert.Equal(2, bench.Server.Calls);
        Assert.Equal(before, bench.Disk);
    }

    [Fact]
    public async Task Git_passes_over_the_cache()
    {
        await using var bench = await FaultBench.StartAsync(1);
        await bench.RunAsync("run", "--cache", "read-write");

        Assert.Equal("*\n", bench.Bench.Read("results/cache/.gitignore"));
    }
}
