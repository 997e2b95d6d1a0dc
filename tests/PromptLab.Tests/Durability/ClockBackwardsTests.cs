using System.Text.Json.Nodes;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>The clock of the machine is set back between commands and while one runs: ids stay apart and no length is negative.</summary>
public sealed class ClockBackwardsTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Back = TimeSpan.FromHours(-3);

    [Fact]
    public async Task The_loop_goes_on_when_the_clock_is_set_back_between_commands()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, _) => version > 1);
        var folder = bench.Project.Bench;
        var clock = new SettableClock(Begin);
        folder.Time = clock;
        foreach (
            var line in (string[])
                [
                    "run --prompt triage@v1 triage@v2 --evalset tickets --split dev",
                    "confirm triage@v2 --against triage@v1",
                    "promote triage@v2 production",
                    "run --prompt triage@v3 --evalset tickets --split dev",
                    "confirm triage@v3 --against triage@v1",
                    "run --prompt triage@v3 --evalset tickets --split dev",
                    "promote triage@v3 production --force better",
                    "rollback triage production",
                ]
        )
        {
            clock.Set(clock.GetUtcNow() + Back);
            var result = await folder.RunAsync(line.Split(' '));
            Assert.True(result.Exit == 0, $"{line}: {result.Out}{result.Error}");
        }

        foreach (
            var line in (string[])["check", "board triage", "status triage", "log triage", "cache stats", "compare triage@v1 triage@v2"]
        )
        {
            var result = await folder.RunAsync(line.Split(' '));
            Assert.True(result.Exit == 0, $"{line}: {result.Out}{result.Error}");
            Assert.DoesNotMatch("-[0-9]+ ?(s|ms|min|h|days?) ", result.Out);
        }

        Assert.Equal(["look 1", "claim", "look 2", "claim"], bench.Kinds());
        Assert.Contains("production: v2", folder.Read("prompts/triage/labels.yaml"), StringComparison.Ordinal);
        AssertSane(folder, runs: 8);
    }

    [Fact]
    public async Task A_run_in_which_the_clock_is_set_back_has_no_negative_length()
    {
        var clock = new SettableClock(Begin);
        await using var bench = await HoldoutBench.CreateAsync(2, (_, item) =>
        {
            if (item % 3 == 0)
                clock.Set(clock.GetUtcNow() + Back);
            return true;
        });
        bench.Project.Bench.Time = clock;
        bench.Project.Bench.Write(
            "promptlab.yaml",
            bench
                .Project.Bench.Read("promptlab.yaml")
                .Replace("    id: small\n", "    id: small\n    rate_limit: { requests_per_minute: 6000 }\n", StringComparison.Ordinal)
        );

        var run = await bench.Project.Bench.RunAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--split", "dev");
        var again = await bench.Project.Bench.RunAsync("run", "--prompt", "triage@v1", "--evalset", "tickets", "--split", "dev");

        Assert.True((run.Exit, again.Exit) == (0, 0), run.Error + again.Error);
        AssertSane(bench.Project.Bench, runs: 3);
    }

    private static void AssertSane(TestBench bench, int runs)
    {
        var folders = Directory.GetDirectories(Path.Combine(bench.Folder, "results/runs"));
        Assert.Equal(runs, folders.Length);
        foreach (var folder in folders)
        {
            var record = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "run.json")))!;
            var (started, completed) = (
                record["started_at"]!.GetValue<DateTimeOffset>(),
                record["completed_at"]!.GetValue<DateTimeOffset>()
            );
            Assert.True(completed >= started, $"{folder} was completed at {completed} and begun at {started}.");
            foreach (var line in File.ReadLines(Path.Combine(folder, "items.jsonl")).Select(line => JsonNode.Parse(line)!))
            {
                Assert.True((line["latency_ms"]?.GetValue<double>() ?? 0) >= 0, line.ToJsonString());
                Assert.All(line["waits"]?.AsArray() ?? [], wait => Assert.True(wait!["ms"]!.GetValue<double>() >= 0, line.ToJsonString()));
            }
        }

        var rows = Cli.Processes.RunFigures.Table(bench.Read("results/scoreboard.csv")).Select(row => row["run_id"]).ToList();
        Assert.Equal(rows.Distinct().Count(), rows.Count);
    }

    /// <summary>The wall clock can be set; the time that passes between two stamps, and timers, are true, as on a machine.</summary>
    private sealed class SettableClock(DateTimeOffset begin) : TimeProvider
    {
        private long _ticks = begin.Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _ticks, now.Ticks);
    }
}
