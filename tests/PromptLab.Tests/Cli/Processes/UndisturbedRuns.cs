namespace PromptLab.Tests.Cli.Processes;

/// <summary>What runs of 300 items come to that nobody disturbs: the measure for those that are killed.</summary>
public sealed class UndisturbedRuns : IAsyncLifetime
{
    internal const int Items = 300;

    private readonly Dictionary<int, RunFigures> _byRepeats = [];

    internal RunFigures Of(int repeats) => _byRepeats[repeats];

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var repeats in new[] { 1, 2 })
        {
            await using var bench = await ProcessBench.StartAsync(
                Items,
                FormattableString.Invariant($"concurrency: 8, repeats: {repeats}")
            );
            var result = await bench.RunAsync("alone", "run");
            Assert.True(result.Exit == 0, result.Error);
            Assert.Equal(repeats * Items, bench.Calls);

            // Every third of 300 is answered “no”. A call has 12 tokens at $1 and 3 at $10 a million: $0.000042.
            Assert.Equal((repeats * 300, repeats * 300, 0, repeats * 200, repeats * 300, repeats * 0.0126m), bench.Totals);
            _byRepeats.Add(repeats, RunFigures.Of(bench));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
