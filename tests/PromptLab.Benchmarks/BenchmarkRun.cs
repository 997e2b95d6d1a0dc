using System.Globalization;

namespace PromptLab.Benchmarks;

/// <summary>Measures one thing after the other and prints a table. Times of runs are ratios against a bare loop in the same round, since machines differ and drift.</summary>
internal static class BenchmarkRun
{
    private const int LatencyMs = 50;

    public static async Task<int> RunAsync(Sizes sizes, TextWriter output, TextWriter progress)
    {
        var measures = new List<Measure>();
        await foreach (var measure in MeasureAsync(sizes, progress))
            measures.Add(measure);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{sizes.Calls:#,0} calls, {Sizes.AtOnce} at once, {sizes.Rounds} rounds after one that is not counted; {Environment.ProcessorCount} processors, .NET {Environment.Version}"));
        await output.WriteLineAsync();
        await output.WriteLineAsync("| what | min | median | max | unit | limit | |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var measure in measures)
            await output.WriteLineAsync(measure.ToRow());
        return 0;
    }

    private static async IAsyncEnumerable<Measure> MeasureAsync(Sizes sizes, TextWriter progress)
    {
        var startUps = await RepeatAsync(sizes, progress, "--version", async () => (await CommandLine.TimeProcessAsync(Path.GetTempPath(), "--version")).Time.TotalSeconds);
        yield return new Measure("`promptlab --version`, whole process", "s", startUps, 0.2);
        using (var server = await ModelServer.StartAsync(latencyMs: 0))
        {
            foreach (var measure in await BesideABareLoopAsync(sizes, progress, server))
                yield return measure;
            yield return await CachedAsync(sizes, progress, server);
            yield return await MemoryAsync(sizes, progress, server);
        }

        using (var server = await ModelServer.StartAsync(LatencyMs))
            yield return await AgainstIdealAsync(sizes, progress, server, startUps.Min());
    }

    // One after the other in each round: the bare loop, the same with everything round it, that with the cache on, the whole command.
    internal static async Task<IReadOnlyList<Measure>> BesideABareLoopAsync(Sizes sizes, TextWriter progress, ModelServer server)
    {
        using var plain = new BenchProject(server.Address, sizes.Calls, "off");
        using var caching = new BenchProject(server.Address, sizes.Calls, "read-write");
        var rounds = await RepeatAsync(sizes, progress, "0 ms", async () =>
        {
            plain.Reset(keepCache: false);
            caching.Reset(keepCache: false);
            return (
                Bare: await BareLoop.TimeAsync(plain),
                Run: await RunLoop.TimeAsync(plain),
                Cached: await RunLoop.TimeAsync(caching),
                Whole: await CommandLine.TimeInProcessAsync(plain.Folder, "run"));
        });
        return
        [
            new Measure("the bare loop, 0 ms", "s", [.. rounds.Select(round => round.Bare.TotalSeconds)], null),
            new Measure("a run's calls, 0 ms, cache off ÷ bare loop", "×", [.. rounds.Select(round => round.Run / round.Bare)], 1.4),
            new Measure("a run's calls, 0 ms, cache on ÷ bare loop", "×", [.. rounds.Select(round => round.Cached / round.Bare)], 2),
            new Measure("the whole command, 0 ms, cache off ÷ bare loop", "×", [.. rounds.Select(round => round.Whole / round.Bare)], null),
        ];
    }

    private static async Task<Measure> CachedAsync(Sizes sizes, TextWriter progress, ModelServer server)
    {
        using var project = new BenchProject(server.Address, sizes.CachedCalls, "read-write");
        await CommandLine.TimeProcessAsync(project.Folder, "run");
        var times = await RepeatAsync(sizes, progress, "cached", async () =>
        {
            project.Reset(keepCache: true);
            return (await CommandLine.TimeProcessAsync(project.Folder, "run")).Time.TotalSeconds;
        });
        return new Measure(string.Create(CultureInfo.InvariantCulture, $"`run`, {sizes.CachedCalls:#,0} cached items, whole process"), "s", times, 0.7);
    }

    private static async Task<Measure> MemoryAsync(Sizes sizes, TextWriter progress, ModelServer server)
    {
        using var project = new BenchProject(server.Address, sizes.MemoryCalls, "off");
        await progress.WriteLineAsync("memory");
        var (_, peak) = await CommandLine.TimeProcessAsync(project.Folder, "run");
        return new Measure(string.Create(CultureInfo.InvariantCulture, $"`run`, {sizes.MemoryCalls:#,0} items, peak memory"), "MB", [peak / 1e6], 300);
    }

    private static async Task<Measure> AgainstIdealAsync(Sizes sizes, TextWriter progress, ModelServer server, double startUp)
    {
        using var project = new BenchProject(server.Address, sizes.Calls, "off");
        var ideal = Math.Ceiling((double)sizes.Calls / Sizes.AtOnce) * LatencyMs / 1000;
        var times = await RepeatAsync(sizes, progress, "50 ms", async () =>
        {
            project.Reset(keepCache: false);
            return (await CommandLine.TimeProcessAsync(project.Folder, "run")).Time.TotalSeconds;
        });
        return new Measure(string.Create(CultureInfo.InvariantCulture, $"(`run`, {LatencyMs} ms, whole process − start-up) ÷ ideal of {ideal:0.0} s"), "×", [.. times.Select(time => (time - startUp) / ideal)], 1.15);
    }

    private static async Task<IReadOnlyList<T>> RepeatAsync<T>(Sizes sizes, TextWriter progress, string what, Func<Task<T>> round)
    {
        var results = new List<T>();
        for (var i = 0; i <= sizes.Rounds; i++)
        {
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: round {i} of {sizes.Rounds}"));
            results.Add(await round());
        }

        return results[1..];
    }
}
