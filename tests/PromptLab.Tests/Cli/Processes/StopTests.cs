using System.Diagnostics;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// What Ctrl+C (SIGINT), SIGTERM and SIGHUP (a closed terminal) do to a run of fifty items: ten are answered, and four calls are
/// under way that the server holds.
/// </summary>
/// <remarks>
/// Another tool, asked to stop so (peers, row 3), ended with 0, kept the calls under way as errors and passed over them when it
/// went on. Here they may end and are kept, the exit code is 130, and going on asks what is left.
/// </remarks>
[Collection(ProcessCollection.Name)]
public sealed class StopTests
{
    private const int Items = 50;
    private const int Answered = 10;
    private const int UnderWay = 4;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task After_a_signal_calls_under_way_end_and_are_kept_and_no_new_call_begins(string signal)
    {
        await using var bench = await StartAsync();
        await using var run = await UnderWayAsync(bench);

        await run.SignalAsync(signal);
        await run.SaysAsync("Stopping: calls under way have 30 s to end. Ask once more to stop at once.\n");
        bench.Release();
        var stopped = await run.EndAsync();

        Assert.Equal(130, stopped.Exit);
        Assert.Contains(
            $"triage@v1: stopped after 14 of 50 calls; what arrived is in results/runs/{bench.RunId}. Not on the scoreboard. Go on: promptlab run --resume {bench.RunId}\n",
            stopped.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((14, 14), (bench.Calls, bench.Journal.Count));
        Assert.Equal("unfinished", bench.Record["status"]!.GetValue<string>());
        Assert.False(File.Exists(Path.Combine(bench.Bench.Folder, "results/scoreboard.csv")));
        await AssertGoesOnAsync(bench, calls: Items);
    }

    [Theory]
    [InlineData("INT", "INT")]
    [InlineData("INT", "TERM")]
    [InlineData("TERM", "INT")]
    [InlineData("HUP", "TERM")]
    public async Task A_second_signal_ends_at_once_though_calls_hang_and_the_journal_is_whole(string first, string second)
    {
        await using var bench = await StartAsync(", grace_seconds: 600");
        await using var run = await UnderWayAsync(bench);
        await run.SignalAsync(first);
        await run.SaysAsync("Stopping:");

        await run.SignalAsync(second);
        var stopped = await run.EndAsync(); // long before the ten minutes that calls are given

        Assert.Equal(130, stopped.Exit);
        Assert.Equal((14, Answered), (bench.Calls, bench.Journal.Count));
        bench.Release();
        await AssertGoesOnAsync(bench, calls: Items + UnderWay);
    }

    [Fact]
    public async Task A_call_that_hangs_is_given_up_after_the_grace_period()
    {
        await using var bench = await StartAsync(", grace_seconds: 1");
        await using var run = await UnderWayAsync(bench);

        var begun = Stopwatch.GetTimestamp();
        await run.SignalAsync("INT");
        var stopped = await run.EndAsync();

        Assert.True(Stopwatch.GetElapsedTime(begun) >= TimeSpan.FromSeconds(1));
        Assert.Equal(130, stopped.Exit);
        Assert.Contains(
            "Stopping: calls under way have 1 s to end. Ask once more to stop at once.\n",
            stopped.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((14, Answered), (bench.Calls, bench.Journal.Count));
        bench.Release();
        await AssertGoesOnAsync(bench, calls: Items + UnderWay);
    }

    private static Task<ProcessBench> StartAsync(string run = "") =>
        ProcessBench.StartAsync(Items, $"concurrency: 4{run}", heldFrom: Answered + 1);

    private static async Task<Executable> UnderWayAsync(ProcessBench bench)
    {
        var run = bench.Start("first", "run");
        await bench.IsAskedAsync(Answered + UnderWay);
        await Until.TrueAsync(() => bench.Journal.Count == Answered, "Answers were not kept.");
        return run;
    }

    private static async Task AssertGoesOnAsync(ProcessBench bench, int calls)
    {
        var kept = bench.Journal;
        var resumed = await bench.RunAsync("second", "run", "--resume");

        Assert.True(resumed.Exit == 0, resumed.Error);
        Assert.Equal(calls, bench.Calls);
        Assert.Empty(bench.AskedBy("second").Keys.Intersect(kept));
        Assert.Equal((50, 50, 0, 34, 50, 0.0021m), bench.Totals); // every third of 50 fails: 16; a call costs $0.000042
        Assert.Single(RunFigures.Table(bench.Bench.Read("results/scoreboard.csv")));
    }
}
