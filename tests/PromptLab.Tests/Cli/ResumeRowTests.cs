using System.Text.Json.Nodes;
using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli;

/// <summary>What the scoreboard and the budget know of a run that was made in parts.</summary>
public sealed class ResumeRowTests
{
    [Fact]
    public async Task An_incomplete_run_that_was_healed_has_a_later_row_and_the_board_shows_that_one()
    {
        await using var bench = await FaultBench.StartAsync(10, asked => asked.Question == "message 3" ? Status(400) : null);
        var first = await bench.RunAsync("run");
        Assert.Equal((3, 1), (first.Exit, bench.Rows.Count));
        bench.Server.Faults = _ => null;

        var healed = await bench.RunAsync("run", "--resume");

        Assert.True(healed.Exit == 0, healed.Error);
        Assert.Equal(2, bench.Rows.Count);
        Assert.All(bench.Rows, row => Assert.Contains(bench.RunId, row, StringComparison.Ordinal));
        Assert.Contains(",10,1,9,1,1.0000,", bench.Rows[0], StringComparison.Ordinal);
        Assert.Contains(",10,1,10,0,1.0000,", bench.Rows[1], StringComparison.Ordinal);
        foreach (var all in new string[][] { [], ["--all"] })
        {
            var board = await bench.RunAsync(["board", "--json", .. all]);
            var line = Assert.Single(JsonNode.Parse(board.Out)!["lines"]!.AsArray())!;
            Assert.Equal((10, 0), (line["row"]!["scored"]!.GetValue<int>(), line["row"]!["errors"]!.GetValue<int>()));
        }
    }

    [Fact]
    public async Task A_run_without_any_answer_has_no_row_and_goes_on_like_any_other()
    {
        await using var bench = await FaultBench.StartAsync(4, _ => Status(400));
        var first = await bench.RunAsync("run");
        Assert.Equal((3, 0), (first.Exit, bench.Rows.Count));
        bench.Server.Faults = _ => null;

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Single(bench.Rows);
        Assert.Equal((8, 4), (bench.Server.Calls, bench.Totals.Requests));
    }

    [Fact]
    public async Task A_run_whose_row_could_not_be_written_is_given_it_without_a_call()
    {
        await using var bench = await FaultBench.StartAsync(4);
        bench.Server.Faults = _ =>
        {
            bench.Bench.Write("results/scoreboard.csv", "something,else\n1,2\n");
            return null;
        };
        Assert.Equal(3, (await bench.RunAsync("run")).Exit);
        bench.Server.Faults = _ => null;
        File.Delete(Path.Combine(bench.Bench.Folder, "results/scoreboard.csv"));

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Single(bench.Rows);
        Assert.Equal(4, bench.Server.Calls);
    }

    [Fact]
    public async Task The_budget_is_that_of_the_whole_run_and_counts_what_earlier_parts_used()
    {
        await using var bench = await FaultBench.StartAsync(20, asked => asked.Question is "message 2" ? Status(400) : null);
        var first = await bench.RunAsync("run", "--max-requests", "8");
        Assert.Equal((3, 8, 8), (first.Exit, bench.Server.Calls, bench.Journal.Count));
        bench.Server.Faults = _ => null;

        var same = await bench.RunAsync("run", "--resume", "--max-requests", "8");
        Assert.Equal((3, 8), (same.Exit, bench.Server.Calls));
        Assert.Contains(
            "The budget has no room for another call: 8 of 8 requests are used (max_requests).\n",
            same.Error,
            StringComparison.Ordinal
        );

        var more = await bench.RunAsync("run", "--resume", "--max-requests", "12");
        Assert.Equal((3, 12), (more.Exit, bench.Server.Calls));

        var rest = await bench.RunAsync("run", "--resume");
        Assert.True(rest.Exit == 0, rest.Error);
        Assert.Equal(21, bench.Server.Calls); // 20 items, and the failed call of one of them
        Assert.Equal((20, 20, 0, 20, 20), bench.Totals);
        Assert.Single(bench.Rows);
    }

    [Fact]
    public async Task Answers_that_were_set_aside_stay_paid_for()
    {
        await using var bench = await FaultBench.StartAsync(6);
        SmallProject.WriteDraft(bench.Bench, "Say yes.", parent: "v1");
        await bench.StopAfterAsync(4, "run", "--prompt", "triage@draft", "--evalset", "tickets", "--concurrency", "1");
        SmallProject.WriteDraft(bench.Bench, "Say just yes.", parent: "v1");

        // 4 × 15 tokens are used of 100; two more calls of at most 12 + 5 or so fit, and each uses 15.
        var result = await bench.RunAsync("run", "--resume", "--max-tokens", "100", "--concurrency", "1");

        Assert.Equal(3, result.Exit);
        Assert.Equal(6, bench.Server.Calls);
        Assert.Contains(
            "The budget has no room for another call: 90 of 100 tokens are used (max_tokens).",
            result.Error,
            StringComparison.Ordinal
        );
    }
}
