using Microsoft.Data.Sqlite;
using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>Two processes at once over the same items, with one response cache and one scoreboard.</summary>
/// <remarks>
/// Of another tool (peers, rows 28 and 29) the last writer won, so that 400 of 800 paid answers were lost from its cache, and
/// two that met a fresh folder died of it in 2 of 8 tries. Here both end well, and the cache holds every answer.
/// </remarks>
[Collection(ProcessCollection.Name)]
public sealed class TwoAtOnceTests
{
    private const int Items = 200;
    private const int Before = 100;
    private const int UnderWay = ProcessBench.Concurrency;
    private const string Cached = "concurrency: 8, cache: read-write";

    [Fact]
    public async Task Two_runs_that_begin_together_both_end_well_and_lose_no_answer()
    {
        await using var bench = await ProcessBench.StartAsync(Items, Cached);

        await using var one = bench.Start("one", "run");
        await using var other = bench.Start("other", "run");

        await AssertBothEndAsync(bench, one, other);
        Assert.All(bench.AskedBy("one").Values.Concat(bench.AskedBy("other").Values), times => Assert.Equal(1, times));
        await AssertNothingIsAskedAgainAsync(bench);
    }

    // The first has kept 100 answers, and 8 calls under way that are held, when the second begins. That one is given the 100,
    // and can only ask the 8 itself: they are nobody's yet. From there on the two go side by side.
    [Fact]
    public async Task A_second_run_pays_for_nothing_that_the_first_has_kept()
    {
        await using var bench = await ProcessBench.StartAsync(Items, Cached, heldFrom: Before + 1);
        await using var one = bench.Start("one", "run");
        await bench.IsAskedAsync(Before + UnderWay);
        await Until.TrueAsync(() => bench.Journal.Count == Before, "Answers were not kept.");
        var (kept, underWay) = (bench.Journal, bench.AskedBy("one").Keys.Except(bench.Journal).Order(StringComparer.Ordinal).ToList());

        await using var other = bench.Start("other", "run");
        await bench.IsAskedAsync(Before + UnderWay + UnderWay);
        var askedTwice = bench.AskedBy("other").Keys.Order(StringComparer.Ordinal).ToList();
        bench.Release();

        await AssertBothEndAsync(bench, one, other);
        Assert.Equal(underWay, askedTwice);
        Assert.Empty(bench.AskedBy("other").Keys.Intersect(kept));
        Assert.InRange(bench.Calls, Items + UnderWay, Items + Items - Before);
        await AssertNothingIsAskedAgainAsync(bench);
    }

    [Fact]
    public async Task Two_runs_that_meet_a_fresh_folder_both_end_well()
    {
        for (var time = 0; time < 8; time++)
        {
            await using var bench = await ProcessBench.StartAsync(10, Cached);

            await using var one = bench.Start("one", "run");
            await using var other = bench.Start("other", "run");

            await AssertBothEndAsync(bench, one, other);
            Assert.Equal(10, Responses(bench));
        }
    }

    private static async Task AssertBothEndAsync(ProcessBench bench, Executable one, Executable other)
    {
        foreach (var process in new[] { one, other })
        {
            var ended = await process.EndAsync();
            Assert.True(ended.Exit == 0, ended.Error);
            var warnings = ended.Error.Split('\n').Where(line => line.StartsWith("warning", StringComparison.Ordinal));
            Assert.All(warnings, line => Assert.Contains("tickets has no splits", line, StringComparison.Ordinal));
        }

        Assert.Equal(2, bench.RunIds.Count);
        var items = bench.AskedBy().Count;
        Assert.All(bench.RunIds, id => Assert.Equal(Enumerable.Range(1, items).Select(Message).Order(), bench.QuestionsIn(id).Order()));
        var rows = RunFigures.Table(bench.Bench.Read("results/scoreboard.csv"));
        Assert.Equal(bench.RunIds, rows.Select(row => row["run_id"]).Order(StringComparer.Ordinal));
        Assert.All(rows, row =>
            Assert.Equal(FormattableString.Invariant($"{items} {items} 0"), $"{row["items"]} {row["scored"]} {row["errors"]}")
        );
    }

    private static async Task AssertNothingIsAskedAgainAsync(ProcessBench bench)
    {
        Assert.Equal(Items, Responses(bench));
        var third = await bench.RunAsync("third", "run");
        Assert.True(third.Exit == 0, third.Error);
        Assert.Empty(bench.AskedBy("third"));
    }

    private static long Responses(ProcessBench bench)
    {
        using var cache = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(bench.Bench.Folder, "results/cache/responses.sqlite"),
                Pooling = false,
            }.ToString()
        );
        cache.Open();
        using var check = new SqliteCommand("PRAGMA integrity_check", cache);
        Assert.Equal("ok", check.ExecuteScalar());
        using var count = new SqliteCommand("SELECT COUNT(*) FROM responses", cache);
        return (long)count.ExecuteScalar()!;
    }
}
