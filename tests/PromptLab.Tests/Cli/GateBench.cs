using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

/// <summary>
/// The small project with an experiment for the nightly job, 24 items and three versions: v1 is in production, v3 the
/// latest.
/// </summary>
internal sealed class GateBench : IAsyncDisposable
{
    private const int Items = 24;

    private RaceBench _race = null!;

    public TestBench Bench => _race.Bench;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));

    public static async Task<GateBench> StartAsync()
    {
        var bench = new GateBench { _race = await RaceBench.StartAsync(Items) };
        bench.Bench.Time = bench.Time;
        bench.Write("prompts/triage/labels.yaml", "schema: promptlab/labels@1\nlabels: { production: v1 }\n");
        bench.Write(
            "promptlab.yaml",
            bench.Read("promptlab.yaml")
                + "\n  nightly: { prompts: [triage@production, triage@latest], evalset: tickets, baseline: triage@production, default: true }\n"
        );
        bench.Gates(
            "{ metric: pass_rate, min: 0.75 }",
            "{ metric: pass_rate, against: production, max_drop: 0.11 }",
            "{ metric: error_rate, max: 0.02, exit: incomplete }"
        );
        return bench;
    }

    /// <summary>Writes the gates of the eval set.</summary>
    public void Gates(params IReadOnlyList<string> gates) =>
        Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            graders:
              - { id: right, type: equals, ignore_case: true }

            """
                + (gates.Count == 0 ? "" : "gates:\n")
                + string.Concat(gates.Select(gate => $"  - {gate}\n"))
        );

    /// <summary>Says how many of the first items a version gets wrong.</summary>
    public void Wrong(string version, int items) => Answer(version, item => item <= items ? "no" : "yes");

    public void Answer(string version, Func<int, string> answer) => _race.Answer(version, answer);

    public Task<CommandResult> RunAsync(params string[] arguments) => Bench.RunAsync(arguments);

    /// <summary>Runs the nightly experiment.</summary>
    public async Task NightAsync()
    {
        var result = await RunAsync("run", "nightly");
        Assert.True(result.Exit is 0 or 3, result.Error);
    }

    /// <summary>Runs one version alone.</summary>
    public async Task OneAsync(string version)
    {
        var result = await RunAsync("run", "--prompt", "triage@" + version, "--evalset", "tickets");
        Assert.True(result.Exit == 0, result.Error);
    }

    public void Write(string file, string text) => Bench.Write(file, text);

    public string Read(string file) => Bench.Read(file);

    public ValueTask DisposeAsync() => _race.DisposeAsync();
}
