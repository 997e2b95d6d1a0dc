using System.Globalization;

namespace PromptLab.Benchmarks;

/// <summary>
/// Measures one thing after the other and prints a table. Times of runs are ratios against a bare loop in the same
/// round, since machines differ and drift.
/// </summary>
internal static class BenchmarkRun
{
    private const int LatencyMs = 50;

    public static async Task<int> RunAsync(Sizes sizes, TextWriter output, TextWriter progress)
    {
        var measures = new List<Measure>();
        await foreach (var measure in MeasureAsync(sizes, progress))
            measures.Add(sizes.HasLimits ? measure : measure with { Limit = null });
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sizes.Calls:#,0} calls, {Sizes.AtOnce} at once, {sizes.Rounds} rounds after one that is not counted; {Environment.ProcessorCount} processors, .NET {Environment.Version}"
            )
        );
        await output.WriteLineAsync();
        await output.WriteLineAsync("| what | min | median | max | unit | limit | |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var measure in measures)
            await output.WriteLineAsync(measure.ToRow());
        return 0;
    }

    private static async IAsyncEnumerable<Measure> MeasureAsync(Sizes sizes, TextWriter progress)
    {
        var folder = Path.Combine(Path.GetTempPath(), "promptlab-published-" + Path.GetRandomFileName());
        try
        {
            await progress.WriteLineAsync("publishing the executable");
            var published = await CommandLine.PublishAsync(folder);
            yield return new Measure("`promptlab --version`", "s", await StartUpsAsync(sizes, progress, published), 0.2);
            foreach (var measure in await EvidenceTimes.MeasureAsync(sizes, (what, round) => RepeatAsync(sizes, progress, what, round)))
                yield return measure;
            using (var server = await ModelServer.StartAsync(latencyMs: 0))
            {
                foreach (var measure in await BesideABareLoopAsync(sizes, progress, server))
                    yield return measure;
                yield return await CachedAsync(sizes, progress, server, published, "", limit: 0.7);
                yield return await CachedAsync(sizes, progress, server, CommandLine.Built(), ", as `dotnet build` makes it", limit: null);
                yield return await MemoryAsync(sizes, progress, server, published);
            }

            using (var server = await ModelServer.StartAsync(LatencyMs))
                yield return await AgainstIdealAsync(sizes, progress, server, published);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<IReadOnlyList<double>> StartUpsAsync(Sizes sizes, TextWriter progress, string executable) =>
        RepeatAsync(sizes, progress, "--version", async () =>
            (await CommandLine.TimeProcessAsync(executable, Path.GetTempPath(), "--version")).Time.TotalSeconds
        );

    // One after the other in each round: the bare loops, the same calls in a run, those with the cache on, the whole command.
    private static async Task<IReadOnlyList<Measure>> BesideABareLoopAsync(Sizes sizes, TextWriter progress, ModelServer server)
    {
        using var plain = new BenchProject(server.Address, sizes.Calls, "off");
        using var caching = new BenchProject(server.Address, sizes.Calls, "read-write");
        var rounds = await RepeatAsync(sizes, progress, "0 ms", async () =>
        {
            plain.Reset(keepCache: false);
            caching.Reset(keepCache: false);
            return (
                Provider: await BareLoop.OverTheProvidersClientAsync(plain),
                Bare: await BareLoop.OverTheSameClientAsync(plain),
                Run: await RunLoop.TimeAsync(plain),
                Cached: await RunLoop.TimeAsync(caching),
                Whole: await CommandLine.TimeInProcessAsync(plain.Folder, "run")
            );
        });
        return
        [
            new Measure("bare loop over the same client, 0 ms", "s", [.. rounds.Select(round => round.Bare.TotalSeconds)], null),
            new Measure("a run's calls, cache off ÷ bare loop", "×", [.. rounds.Select(round => round.Run / round.Bare)], 1.4),
            new Measure("a run's calls, cache on ÷ bare loop", "×", [.. rounds.Select(round => round.Cached / round.Bare)], 2),
            new Measure(
                "a run's calls, cache off ÷ bare loop over the provider's own client",
                "×",
                [.. rounds.Select(round => round.Run / round.Provider)],
                null
            ),
            new Measure("the whole command, cache off ÷ bare loop", "×", [.. rounds.Select(round => round.Whole / round.Bare)], null),
        ];
    }

    private static async Task<Measure> CachedAsync(
        Sizes sizes,
        TextWriter progress,
        ModelServer server,
        string executable,
        string which,
        double? limit
    )
    {
        using var project = new BenchProject(server.Address, sizes.CachedCalls, "read-write");
        await CommandLine.TimeProcessAsync(executable, project.Folder, "run");
        var times = await RepeatAsync(sizes, progress, "cached", async () =>
        {
            project.Reset(keepCache: true);
            return (await CommandLine.TimeProcessAsync(executable, project.Folder, "run")).Time.TotalSeconds;
        });
        return new Measure(
            string.Create(CultureInfo.InvariantCulture, $"`run`, {sizes.CachedCalls:#,0} cached items{which}"),
            "s",
            times,
            limit
        );
    }

    private static async Task<Measure> MemoryAsync(Sizes sizes, TextWriter progress, ModelServer server, string executable)
    {
        using var project = new BenchProject(server.Address, sizes.MemoryCalls, "off");
        await progress.WriteLineAsync("memory");
        var (_, peak) = await CommandLine.TimeProcessAsync(executable, project.Folder, "run");
        return new Measure(
            string.Create(CultureInfo.InvariantCulture, $"`run`, {sizes.MemoryCalls:#,0} items, peak memory"),
            "MB",
            [peak / 1e6],
            300
        );
    }

    // Starting up is what a run costs whatever the number of its calls: a run with one call, less that call.
    private static async Task<Measure> AgainstIdealAsync(Sizes sizes, TextWriter progress, ModelServer server, string executable)
    {
        using var project = new BenchProject(server.Address, sizes.Calls, "off");
        var ideal = Math.Ceiling((double)sizes.Calls / Sizes.AtOnce) * LatencyMs / 1000;
        var ratios = await RepeatAsync(sizes, progress, "50 ms", async () =>
        {
            project.Reset(keepCache: false);
            var (one, _) = await CommandLine.TimeProcessAsync(executable, project.Folder, "run", "--limit", "1");
            var (all, _) = await CommandLine.TimeProcessAsync(executable, project.Folder, "run");
            var startUp = one - TimeSpan.FromMilliseconds(LatencyMs);
            return (all - startUp).TotalSeconds / ideal;
        });
        return new Measure(
            string.Create(CultureInfo.InvariantCulture, $"(`run` − start-up), {LatencyMs} ms ÷ ideal of {ideal:0.0} s"),
            "×",
            ratios,
            1.15
        );
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
