namespace PromptLab.Tests.Cli.Processes;

/// <summary>Many processes that write one scoreboard at once.</summary>
[Collection(ProcessCollection.Name)]
public sealed class AppendersTests
{
    [Fact]
    public async Task Eight_processes_that_append_two_hundred_rows_each_lose_and_tear_none()
    {
        using var bench = new TestBench();
        var path = Path.Combine(bench.Folder, "scoreboard.csv");
        var names = Enumerable.Range(1, 8).Select(number => FormattableString.Invariant($"process-{number}")).ToList();

        var processes = names.Select(name => Executable.Start("tests/PromptLab.Appender", bench, path, "200", name)).ToList();
        foreach (var process in processes)
        {
            await using (process)
            {
                var ended = await process.EndAsync(TimeSpan.FromMinutes(20));
                Assert.True(ended.Exit == 0, ended.Error);
            }
        }

        var lines = bench.Read("scoreboard.csv").TrimEnd('\n').Split('\n');
        Assert.Equal((1601, 1), (lines.Length, lines.Count(line => line.StartsWith("schema,run_id,", StringComparison.Ordinal))));
        var rows = RunFigures.Table(bench.Read("scoreboard.csv"));
        Assert.Equal(
            names
                .SelectMany(name =>
                    Enumerable
                        .Range(1, 200)
                        .Select(number => FormattableString.Invariant($"{name}-{number} v1 tickets {number} {number} 0"))
                )
                .Order(StringComparer.Ordinal),
            rows.Select(row => $"{row["run_id"]} {row["version"]} {row["evalset"]} {row["items"]} {row["scored"]} {row["errors"]}")
                .Order(StringComparer.Ordinal)
        );
        Assert.False(File.Exists(path + ".torn"));
    }
}
