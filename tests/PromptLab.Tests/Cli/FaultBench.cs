using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>The small project before a server that can be broken; waits are short, so that tests are quick.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    /// <summary>What the runs of most tests go by.</summary>
    public const string Quick = "concurrency: 2, retries: { first_wait_seconds: 0.01 }";

    public TestBench Bench { get; } = new();

    public FaultyServer Server { get; private set; } = null!;

    /// <summary>Starts the server and writes the project.</summary>
    public static async Task<FaultBench> StartAsync(int items, Func<Asked, Fault?>? faults = null, string run = Quick)
    {
        var bench = new FaultBench { Server = await FaultyServer.StartAsync(faults) };
        bench.Bench.Variables["SERVED_KEY"] = "secret";
        await SmallProject.WriteAsync(bench.Bench, bench.Server.Address, items);
        bench.Configure("concurrency: 2", run);
        return bench;
    }

    /// <summary>Replaces words of <c>promptlab.yaml</c>.</summary>
    public void Configure(string old, string now) => Replace("promptlab.yaml", old, now);

    /// <summary>Replaces words of a file, which has to have them.</summary>
    public void Replace(string file, string old, string now)
    {
        var text = Bench.Read(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Bench.Write(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Runs a command line.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => Bench.RunAsync(arguments);

    /// <summary>Runs a command line that is stopped as soon as the server has been asked so often.</summary>
    public async Task<CommandResult> StopAfterAsync(int calls, params string[] arguments)
    {
        using var stopping = new CancellationTokenSource();
        var before = Server.Calls;
        Server.Faults = asked =>
        {
            if (asked.Of - before >= calls)
                stopping.Cancel();
            return null;
        };
        var result = await Bench.RunAsync("", stopping.Token, arguments);
        Server.Faults = _ => null;
        return result;
    }

    /// <summary>
    /// Runs a command line that is stopped when the server was asked so often and no more for a while, as where a rate
    /// limit holds the rest back.
    /// </summary>
    public async Task<CommandResult> StopWhenQuietAsync(int calls, params string[] arguments)
    {
        using var stopping = new CancellationTokenSource();
        var command = Bench.RunAsync("", stopping.Token, arguments);
        for (var tries = 0; Server.Calls < calls && tries < 1000; tries++)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stopping.CancelAsync();
        return await command.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    /// <summary>The ids of all runs, in their order.</summary>
    public IReadOnlyList<string> RunIds =>
        [
            .. Directory
                .EnumerateDirectories(Path.Combine(Bench.Folder, "results/runs"))
                .Select(path => Path.GetFileName(path)!)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The id of the only run.</summary>
    public string RunId => Assert.Single(RunIds);

    /// <summary>Leaves the only run as a kill does: its record does not say what it came to.</summary>
    public void Kill()
    {
        var path = $"results/runs/{RunId}/run.json";
        Bench.Write(path, KilledRun.RecordOf(Bench.Read(path)));
    }

    /// <summary>The record of the only run.</summary>
    public JsonNode Record => JsonNode.Parse(Bench.Read($"results/runs/{RunId}/run.json"))!;

    /// <summary>The totals of the only run: results, scored, errors, passed, requests.</summary>
    public (int Results, int Scored, int Errors, int Passed, int Requests) Totals
    {
        get
        {
            var totals = Record["totals"]!;
            return (Of("results"), Of("scored"), Of("errors"), Of("pass"), Of("requests"));

            int Of(string name) => totals[name]!.GetValue<int>();
        }
    }

    /// <summary>The lines of the only run's journal.</summary>
    public IReadOnlyList<JsonNode> Journal => JournalOf(RunId);

    /// <summary>The lines of a run's journal, by item and repeat.</summary>
    public IReadOnlyList<JsonNode> JournalOf(string runId) =>
        [
            .. Bench
                .Read($"results/runs/{runId}/items.jsonl")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!)
                .OrderBy(line => line["item_id"]!.GetValue<string>(), StringComparer.Ordinal)
                .ThenBy(line => line["repeat"]!.GetValue<int>()),
        ];

    /// <summary>The line of one item in the only run's journal.</summary>
    public JsonNode LineOf(string itemId) => Journal.Single(line => line["item_id"]!.GetValue<string>() == itemId);

    /// <summary>The rows of the scoreboard, without its header; none where there is no scoreboard.</summary>
    public IReadOnlyList<string> Rows =>
        File.Exists(Path.Combine(Bench.Folder, "results/scoreboard.csv"))
            ? Bench.Read("results/scoreboard.csv").TrimEnd('\n').Split('\n')[1..]
            : [];

    /// <summary>Every file of the project with its bytes, in their order.</summary>
    public IReadOnlyList<(string Name, string Bytes)> Disk =>
        [
            .. Directory
                .EnumerateFiles(Bench.Folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => (path, Convert.ToHexString(File.ReadAllBytes(path)))),
        ];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Bench.Dispose();
    }
}
