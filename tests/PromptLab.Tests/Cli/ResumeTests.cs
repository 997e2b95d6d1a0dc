using System.Text.Json.Nodes;
using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli;

/// <summary>
/// What is used again, what is asked, and what is said, when a run goes on. Every run is of ten items, stopped after
/// four.
/// </summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Where_nothing_changed_the_rest_is_asked_and_nothing_twice()
    {
        await using var bench = await StoppedAsync();

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.StartsWith(
            $"""
            triage@v1: going on with {bench.RunId}
              used again: 4 answers
              to ask:     6 calls

            """,
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(10, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
        Assert.False(File.Exists(Path.Combine(bench.Bench.Folder, $"results/runs/{bench.RunId}/items.set-aside.jsonl")));
    }

    [Fact]
    public async Task An_edited_item_is_asked_again_and_a_deleted_one_counts_no_more()
    {
        await using var bench = await StoppedAsync();
        bench.Replace("evalsets/tickets/items.csv", "message 2,", "message two,");
        bench.Replace("evalsets/tickets/items.csv", "t-03,odd,message 3,yes\n", "");

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            """
              used again: 2 answers
              set aside:  2 answers
              changed:    the item “t-02” was edited.
              changed:    the item “t-03” was removed.
              to ask:     7 calls

            """,
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((11, 1), (bench.Server.Calls, bench.Server.CallsOf("message two")));
        Assert.Equal((9, 9, 0, 9, 9), bench.Totals);
    }

    [Theory]
    [InlineData("id: small", "id: other")]
    [InlineData("temperature: 0", "temperature: 1")]
    [InlineData("max_output_tokens: 5", "max_output_tokens: 6")]
    public async Task Another_model_or_another_parameter_uses_nothing_again(string old, string now)
    {
        await using var bench = await StoppedAsync();
        bench.Configure(old, now);

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 0 answers\n  set aside:  4 answers\n  changed:    the model “main” has another id or other parameters, so no earlier answer of it is used again.\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(14, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
    }

    [Fact]
    public async Task Other_graders_judge_the_answers_anew_without_a_call()
    {
        await using var bench = await StoppedAsync();
        bench.Replace("evalsets/tickets/evalset.yaml", "type: equals, ignore_case: true", "type: not-equals");

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 4 answers, 4 of them graded anew\n  changed:    the graders are others: 4 answers are graded anew, without asking.\n  to ask:     6 calls\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(10, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 0, 10), bench.Totals);
    }

    [Fact]
    public async Task Other_tags_are_taken_over_without_a_call()
    {
        await using var bench = await StoppedAsync();
        bench.Replace("evalsets/tickets/items.csv", "t-01,odd,", "t-01,first,");

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "tags, split, weight or cluster of 1 answered items are others; they were taken over.",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(10, bench.Server.Calls);
        Assert.Equal("first", Assert.Single(bench.LineOf("t-01")["tags"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task Failed_calls_are_asked_again_and_their_requests_are_no_longer_among_the_totals()
    {
        await using var bench = await FaultBench.StartAsync(10, asked => asked.Question is "message 3" or "message 4" ? Status(400) : null);
        var first = await bench.RunAsync("run");
        Assert.Equal((3, 10), (first.Exit, bench.Server.Calls));
        bench.Server.Faults = _ => null;

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 8 answers\n  to ask:     2 calls, 2 of which failed before\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(12, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
        var resumption = Assert.Single(bench.Record["resumptions"]!.AsArray())!;
        Assert.Equal(
            (8, 2, 0, 2),
            (
                resumption["reused"]!.GetValue<int>(),
                resumption["failed"]!.GetValue<int>(),
                resumption["set_aside"]!.GetValue<int>(),
                resumption["discarded"]!["requests"]!.GetValue<int>()
            )
        );
    }

    [Fact]
    public async Task A_failed_call_of_an_item_that_was_deleted_is_not_said_to_be_asked_again()
    {
        await using var bench = await FaultBench.StartAsync(10, asked => asked.Question is "message 3" or "message 4" ? Status(400) : null);
        await bench.RunAsync("run");
        bench.Server.Faults = _ => null;
        bench.Replace("evalsets/tickets/items.csv", "t-03,odd,message 3,yes\n", "");

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 8 answers\n  set aside:  1 answer\n  changed:    the item “t-03” was removed.\n  to ask:     1 call, 1 of which failed before\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((9, 9, 0, 9, 9), bench.Totals);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(int.MaxValue)] // all but the line end
    public async Task A_torn_last_line_is_set_aside_and_its_item_asked_again(int length)
    {
        await using var bench = await StoppedAsync();
        var path = $"results/runs/{bench.RunId}/items.jsonl";
        var lines = bench.Bench.Read(path).TrimEnd('\n').Split('\n');
        var torn = lines[3][..Math.Min(length, lines[3].Length)];
        bench.Bench.Write(path, string.Join('\n', lines[..3]) + "\n" + torn);
        bench.Kill();

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains(
            "  used again: 3 answers\n  changed:    the journal's last line was cut off while it was written; it is set aside, and its item asked again.\n  to ask:     7 calls\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
        Assert.Equal(10, bench.Journal.Count);
        Assert.Equal(torn + "\n", bench.Bench.Read($"results/runs/{bench.RunId}/items.set-aside.jsonl"));
    }

    [Fact]
    public async Task A_broken_line_in_the_middle_is_an_error_and_nothing_is_changed()
    {
        await using var bench = await StoppedAsync();
        var path = $"results/runs/{bench.RunId}/items.jsonl";
        bench.Bench.Write(path, bench.Bench.Read(path).Insert(0, "{\"oops\":1}\n"));
        var before = bench.Disk;

        var result = await bench.RunAsync("run", "--resume");

        Assert.Equal(2, result.Exit);
        Assert.Contains($"{path}:1: This is no result of an item: It names no item or no repeat.", result.Error, StringComparison.Ordinal);
        Assert.Equal(4, bench.Server.Calls);
        Assert.Equal(before, bench.Disk);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_asked_and_changes_nothing_on_the_disk()
    {
        await using var bench = await StoppedAsync();
        bench.Replace("evalsets/tickets/items.csv", "message 2,", "message two,");
        var before = bench.Disk;

        var shown = await bench.RunAsync("run", "--resume", "--dry-run");
        var json = await bench.RunAsync("run", "--resume", "--dry-run", "--json");

        Assert.Equal(
            $"""
            triage@v1: going on with {bench.RunId}
              used again: 3 answers
              set aside:  1 answer
              changed:    the item “t-02” was edited.
              to ask:     7 calls
            Nothing was sent, and nothing was changed.

            """,
            shown.Out
        );
        Assert.Equal(7, JsonNode.Parse(json.Out)!["runs"]![0]!["resumption"]!["to_ask"]!.GetValue<int>());
        Assert.Equal((0, 0, 4), (shown.Exit, json.Exit, bench.Server.Calls));
        Assert.Equal(before, bench.Disk);
    }

    [Fact]
    public async Task A_run_can_be_stopped_and_go_on_as_often_as_one_likes()
    {
        await using var bench = await StoppedAsync();

        for (var stop = 0; stop < 3; stop++)
            Assert.Equal(130, (await bench.StopAfterAsync(1, "run", "--resume", "--concurrency", "1")).Exit);
        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(10, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
        Assert.Equal([4, 5, 6, 7], bench.Record["resumptions"]!.AsArray().Select(resumption => resumption!["reused"]!.GetValue<int>()));
        Assert.Single(bench.Rows);
    }

    // As an earlier version left it: a response that says nothing, graded as a wrong answer.
    [Fact]
    public async Task A_response_that_says_nothing_is_asked_again()
    {
        await using var bench = await StoppedAsync();
        var journal = $"results/runs/{bench.RunId}/items.jsonl";
        var line = bench.LineOf("t-02");
        line["output"] = " \n";
        var lines = bench
            .Bench.Read(journal)
            .Split('\n')
            .Select(text => text.Contains("\"t-02\"", StringComparison.Ordinal) ? line.ToJsonString() : text);
        bench.Bench.Write(journal, string.Join('\n', lines));
        bench.Kill();

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(11, bench.Server.Calls);
        Assert.Equal((10, 10, 0, 10, 10), bench.Totals);
    }

    private static async Task<FaultBench> StoppedAsync()
    {
        var bench = await FaultBench.StartAsync(10);
        var stopped = await bench.StopAfterAsync(4, "run", "--concurrency", "1");
        Assert.Equal((130, 4), (stopped.Exit, bench.Server.Calls));
        return bench;
    }
}
