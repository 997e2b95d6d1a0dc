using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli.Faults;

/// <summary>Rows 2 to 6: runs that are interrupted, and what is edited before they go on.</summary>
public sealed class InterruptionTests
{
    [Theory] // peers row 2
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(97)] // another call may be under way by then
    public async Task After_a_resume_the_totals_are_those_of_the_journal(int calls)
    {
        // Every fifth answer is wrong: 80 of 100 pass.
        await using var bench = await FaultBench.StartAsync(100);
        SmallProject.WriteItems(bench.Bench, Enumerable.Range(1, 100).Select(i => $"t-{i:000},,message {i},{(i % 5 == 0 ? "no" : "yes")}"));
        var stopped = await bench.StopAfterAsync(calls, "run");
        Assert.Equal(130, stopped.Exit);
        var before = bench.Server.Calls;

        var result = await bench.RunAsync("run", "--resume", "--json");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(100, bench.Server.Calls);
        Assert.InRange(before, calls, calls + 1); // two calls at once
        Assert.Equal(100, bench.Journal.Count);
        Assert.Equal(80, bench.Journal.Count(line => line["status"]!.GetValue<string>() == "pass"));
        Assert.Equal((100, 100, 0, 80, 100), bench.Totals);
        var summary = JsonNode.Parse(result.Out)!["runs"]![0]!["summary"]!;
        Assert.Equal(
            (100, 80, 0.8),
            (summary["scored"]!.GetValue<int>(), summary["passed"]!.GetValue<int>(), summary["pass_rate"]!.GetValue<double>())
        );
        Assert.Equal(0.0042m, summary["usage"]!["cost_usd"]!.GetValue<decimal>()); // 100 × $0.000042
        Assert.Contains(",100,1,100,0,0.8000,", Assert.Single(bench.Rows), StringComparison.Ordinal);
    }

    [Fact] // peers row 3
    public async Task A_stop_is_not_success_keeps_what_was_under_way_and_leaves_nothing_to_mend()
    {
        await using var bench = await FaultBench.StartAsync(20);

        var stopped = await bench.StopAfterAsync(8, "run");

        Assert.Equal(130, stopped.Exit);
        Assert.Equal(bench.Server.Calls, bench.Journal.Count); // no call was lost, none is an error
        Assert.All(bench.Journal, line => Assert.Equal("pass", line["status"]!.GetValue<string>()));
        Assert.Contains($"Go on: promptlab run --resume {bench.RunId}", stopped.Error, StringComparison.Ordinal);

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal((20, 20, 0, 20, 20), bench.Totals);
        Assert.Equal(20, bench.Server.Calls);
    }

    [Fact] // peers row 4
    public async Task An_item_that_was_inserted_is_asked_and_no_answer_moves_to_another_item()
    {
        await using var bench = await FaultBench.StartAsync(10);
        await bench.StopAfterAsync(4, "run", "--concurrency", "1");
        SmallProject.WriteItems(
            bench.Bench,
            Enumerable
                .Range(1, 10)
                .Select(i => $"t-{i:00},{(i % 2 == 0 ? "even" : "odd")},message {i},yes")
                .Prepend("first,odd,message 0,yes")
        );

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 4 answers\n  changed:    the item “first” was added.\n  to ask:     7 calls\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((11, 11, 0, 11, 11), bench.Totals);
        Assert.All(Enumerable.Range(0, 11), i => Assert.Equal(1, bench.Server.CallsOf(FaultyServer.Message(i))));
        Assert.Equal("message 0", bench.LineOf("first")["input"]!["message"]!.GetValue<string>());
    }

    [Fact] // peers row 5
    public async Task Answers_to_an_edited_prompt_are_set_aside_and_asked_again()
    {
        await using var bench = await FaultBench.StartAsync(10);
        SmallProject.WriteDraft(bench.Bench, "Say yes.", parent: "v1");
        await bench.StopAfterAsync(4, "run", "--prompt", "triage@draft", "--evalset", "tickets", "--concurrency", "1");
        SmallProject.WriteDraft(bench.Bench, "Say just yes.", parent: "v1");

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 0 answers\n  set aside:  4 answers\n  changed:    triage@draft was edited, so no answer to its earlier text is used again.\n  to ask:     10 calls\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(14, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
        Assert.All(bench.Journal, line =>
            Assert.Contains("Say just yes.", line["messages"]![0]!["content"]!.GetValue<string>(), StringComparison.Ordinal)
        );
        Assert.Equal(4, bench.Bench.Read($"results/runs/{bench.RunId}/items.set-aside.jsonl").TrimEnd('\n').Split('\n').Length);
    }

    [Fact] // peers row 6
    public async Task A_run_goes_on_from_any_folder_of_the_project_with_the_choice_that_it_was_begun_with()
    {
        await using var bench = await FaultBench.StartAsync(20);
        await bench.StopAfterAsync(2, "run", "--limit", "6", "--tag", "even", "--concurrency", "1");
        bench.Bench.CalledIn = "evalsets/tickets";

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(6, bench.Server.Calls);
        Assert.Equal(["t-02", "t-04", "t-06", "t-08", "t-10", "t-12"], bench.Journal.Select(line => line["item_id"]!.GetValue<string>()));
    }
}
