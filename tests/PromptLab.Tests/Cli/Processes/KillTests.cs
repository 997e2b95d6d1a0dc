using System.Globalization;
using PromptLab.Statistics;
using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>Runs of 300 items, 8 calls at once, that are killed with <c>kill -9</c>, and go on.</summary>
/// <remarks>
/// Another tool, killed so (peers, rows 1 and 7), asked 16 of 1,000 items again with its own way of resuming, and with a
/// cache and no resuming paid 16 of 192 answers again. Here 8 under way can be lost, and no answer in a file is asked again.
/// </remarks>
[Collection(ProcessCollection.Name)]
public sealed class KillTests(UndisturbedRuns undisturbed) : IClassFixture<UndisturbedRuns>
{
    private const int Items = UndisturbedRuns.Items;

    private static readonly ParallelOptions TwoAtATime = new() { MaxDegreeOfParallelism = 2 };

    /// <summary>A moment of a run: so many calls have arrived, and so many milliseconds passed since.</summary>
    private sealed record Moment(int Calls, int Milliseconds, int Repeats = 1);

    [Fact]
    public async Task Runs_that_are_killed_at_twenty_moments_and_go_on_come_to_what_an_undisturbed_one_comes_to()
    {
        // One in each twentieth of a run; one of the runs asks every item twice.
        var random = new RandomSource(2026);
        var moments = Enumerable
            .Range(0, 20)
            .Select(twentieth =>
                twentieth == 13
                    ? new Moment((twentieth * 30) + 1 + random.Below(30), random.Below(16), Repeats: 2)
                    : new Moment((twentieth * 15) + 1 + random.Below(15), random.Below(16))
            )
            .ToList();

        await Parallel.ForEachAsync(moments, TwoAtATime, async (moment, _) =>
        {
            await using var bench = await ProcessBench.StartAsync(
                Items,
                string.Create(CultureInfo.InvariantCulture, $"concurrency: 8, repeats: {moment.Repeats}")
            );

            Assert.True(await KillAsync(bench, moment, "first", "run"), $"It had ended at {moment}.");
            var kept = bench.Journal;
            var result = await bench.RunAsync("second", "run", "--resume");

            Assert.True(result.Exit == 0, result.Error);
            AssertAskedWhatIsNotKept(bench, "second", kept, moment.Repeats);
            Assert.InRange(bench.AskedBy("first").Values.Sum() - kept.Count, 0, ProcessBench.Concurrency);
            AssertWhole(bench, moment.Repeats);
        });
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_until_it_is_done_comes_to_the_same()
    {
        await using var bench = await ProcessBench.StartAsync(Items);
        var random = new RandomSource(7);
        var kills = 0;

        for (var isKilled = true; isKilled; )
        {
            var (kept, caller) = (kills == 0 ? [] : bench.Journal, string.Create(CultureInfo.InvariantCulture, $"part-{kills}"));
            isKilled = await KillAsync(
                bench,
                new Moment(bench.Calls + 20 + random.Below(30), random.Below(16)),
                caller,
                kills == 0 ? ["run"] : ["run", "--resume"]
            );
            kills += isKilled ? 1 : 0;
            var asked = bench.AskedBy(caller);
            Assert.Empty(asked.Keys.Intersect(kept));
            Assert.All(asked.Values, times => Assert.Equal(1, times));
        }

        Assert.InRange(kills, 5, 15); // each part is killed after 20 to 49 calls of its own
        Assert.InRange(bench.Calls, Items, Items + (kills * ProcessBench.Concurrency));
        AssertWhole(bench, repeats: 1);
    }

    // When all answers are there: before items.csv, before run.json has totals, before the row, and behind it.
    [Theory]
    [InlineData("items.jsonl", "\"message 300\"")]
    [InlineData("items.csv", "message 300")]
    [InlineData("run.json", "completed")]
    [InlineData("../../scoreboard.csv", "triage")]
    public async Task A_run_that_is_killed_while_it_ends_has_its_figures_and_one_row_when_it_goes_on(string file, string text)
    {
        await using var bench = await ProcessBench.StartAsync(Items);
        await using var run = bench.Start("first", "run");
        await bench.IsAskedAsync(Items);
        await Until.TrueAsync(() => bench.Holds(file, text), $"{file} never held {text}.");

        var isKilled = await run.KillAsync();

        // What has its row has nothing left to do.
        var hasRow = bench.Holds("../../scoreboard.csv", "triage");
        var result = await bench.RunAsync("second", "run", "--resume");
        Assert.True(result.Exit == (hasRow ? 2 : 0), result.Error);
        Assert.True(isKilled || hasRow);
        Assert.InRange(bench.Calls, Items, Items + ProcessBench.Concurrency);
        AssertWhole(bench, repeats: 1);
    }

    // True where it was killed; false where it had come to its end.
    private static async Task<bool> KillAsync(ProcessBench bench, Moment moment, string caller, params string[] command)
    {
        await using var run = bench.Start(caller, command);
        await Until.TrueAsync(() => bench.Calls >= moment.Calls || run.HasEnded, $"The server was not asked {moment.Calls} times.");
        await Task.Delay(moment.Milliseconds, TestContext.Current.CancellationToken);
        if (await run.KillAsync())
            return true;
        var ended = await run.EndAsync();
        Assert.True(ended.Exit == 0, ended.Error);
        return false;
    }

    private static void AssertAskedWhatIsNotKept(ProcessBench bench, string caller, IReadOnlyList<string> kept, int repeats)
    {
        var left = Enumerable
            .Range(1, Items)
            .Select(Message)
            .Select(question => (Question: question, Times: repeats - kept.Count(known => known == question)))
            .Where(asked => asked.Times > 0);
        Assert.Equal(left.Order(), bench.AskedBy(caller).Select(asked => (asked.Key, asked.Value)).Order());
    }

    private void AssertWhole(ProcessBench bench, int repeats)
    {
        Assert.Equal(
            Enumerable.Range(1, Items).Select(item => (Message(item), repeats)).Order(),
            bench.Journal.CountBy(question => question).Select(lines => (lines.Key, lines.Value)).Order()
        );
        RunFigures.AssertEqual(undisturbed.Of(repeats), RunFigures.Of(bench));
    }
}
