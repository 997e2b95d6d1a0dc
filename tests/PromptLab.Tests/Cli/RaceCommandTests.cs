using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary><c>run --race</c>: v1 is the baseline, and answers each item right where a test says nothing else.</summary>
public sealed class RaceCommandTests
{
    [Fact]
    public async Task A_candidate_that_loses_everything_is_stopped_early_and_claims_nothing()
    {
        await using var bench = await RaceBench.StartAsync(40);
        await bench.BaselineAsync();
        bench.Answer("v2", _ => "no");

        var result = await bench.RaceAsync(["v2"], "--concurrency", "1");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(40 + 5, bench.Calls);
        var record = Assert.Single(bench.RecordsOf("v2"));
        // The exact sum for 5 lost of 5 seen of 40 is 0.0010416.
        var sentence =
            "The race against triage@v1 was stopped after 5 of 40 items: 5 lost, 0 won; the chance of ending ahead is 0.1%. 35 calls were saved.";
        Assert.Equal("unfinished", record["status"]!.GetValue<string>());
        Assert.Equal(sentence, Assert.Single(record["stopped"]!.AsArray())!.GetValue<string>());
        var id = record["run_id"]!.GetValue<string>();
        Assert.EndsWith(
            $"""
            triage@v2: {sentence}
            triage@v2: not on the scoreboard, and no basis for a claim. The results so far are in results/runs/{id}. To run the remaining items: promptlab run --resume {id}

            """,
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Matches(@"\n triage@v2 \(stopped\)  task +0%† +· +– ", result.Out);
        Assert.Equal(["v1"], bench.Rows);
    }

    [Fact]
    public async Task A_candidate_that_wins_goes_to_its_end_and_has_its_row()
    {
        await using var bench = await RaceBench.StartAsync(40);
        bench.Answer("v1", _ => "no");
        await bench.BaselineAsync();

        var result = await bench.RaceAsync(["v2"]);

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(80, bench.Calls);
        var record = Assert.Single(bench.RecordsOf("v2"));
        Assert.Equal("completed", record["status"]!.GetValue<string>());
        Assert.Null(record["stopped"]);
        Assert.Equal(["v1", "v2"], bench.Rows);
        Assert.DoesNotContain("stopped", result.Out + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrency_changes_no_decision_and_calls_under_way_are_kept()
    {
        await using var bench = await RaceBench.StartAsync(80);
        await bench.BaselineAsync();
        bench.Answer("v2", item => item % 4 == 0 ? "no" : "yes");
        bench.Meanwhile = item => Task.Delay(20 + (item * 7 % 20), TestContext.Current.CancellationToken);

        foreach (var concurrency in new[] { "1", "8", "8" })
            Assert.Equal(0, (await bench.RaceAsync(["v2"], "--concurrency", concurrency)).Exit);

        var runs = bench.RecordsOf("v2");
        Assert.Single(runs.Select(DecisionOf).Distinct(StringComparer.Ordinal));
        foreach (var run in runs)
        {
            var results = run["totals"]!["results"]!.GetValue<int>();
            Assert.InRange(results, 5, 79);
            Assert.EndsWith($" {80 - results} calls were saved.", run["stopped"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_of_several_candidates_races_on_its_own()
    {
        await using var bench = await RaceBench.StartAsync(40);
        bench.Answer("v1", item => item % 2 == 0 ? "yes" : "no");
        await bench.BaselineAsync();
        bench.Answer("v2", _ => "no");
        bench.Meanwhile = _ => Task.Delay(5, TestContext.Current.CancellationToken);

        var alone = await bench.RaceAsync(["v2"], "--concurrency", "1");
        var together = await bench.RaceAsync(["v2", "v3"], "--concurrency", "2", "--json");

        Assert.Equal((0, 0), (alone.Exit, together.Exit));
        var runs = JsonNode.Parse(together.Out)!["runs"]!.AsArray();
        Assert.Equal(["unfinished", "completed"], runs.Select(run => run!["run"]!["status"]!.GetValue<string>()));
        Assert.Single(bench.RecordsOf("v2").Select(DecisionOf).Distinct(StringComparer.Ordinal));
        Assert.Equal(["v1", "v3"], bench.Rows);
    }

    [Fact]
    public async Task A_model_is_raced_against_the_baseline_that_it_was_asked_for()
    {
        await using var bench = await RaceBench.StartAsync(20);
        bench.Bench.Write(
            "promptlab.yaml",
            bench
                .Bench.Read("promptlab.yaml")
                .Replace("run: {", "  other: { provider: served, id: large }\nrun: {", StringComparison.Ordinal)
        );
        await bench.BaselineAsync("v1", "--model", "main");
        bench.Answer("v2", _ => "no");

        var refused = await bench.RaceAsync(["v2"], "--model", "main", "other");
        await bench.BaselineAsync("v1", "--model", "other");
        var raced = await bench.RaceAsync(["v2"], "--model", "main", "other", "--concurrency", "1");

        Assert.Equal(2, refused.Exit);
        Assert.Contains(" The models differ: “small” and “large”. ", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, raced.Exit);
        Assert.All(bench.RecordsOf("v2"), run =>
            Assert.StartsWith(
                "The race against triage@v1 was stopped after 5 of 20 items: 5 lost,",
                run["stopped"]![0]!.GetValue<string>(),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Items_come_in_random_order_and_all_repeats_of_one_before_the_next()
    {
        await using var bench = await RaceBench.StartAsync(20);
        bench.Answer("v1", _ => "no");
        await bench.BaselineAsync("v1", "--repeats", "2");

        await bench.RaceAsync(["v2"], "--repeats", "2", "--concurrency", "1");

        var raced = bench.Questions.Skip(40).Chunk(2).ToList();
        Assert.Equal(20, raced.Count);
        Assert.All(raced, pair => Assert.Equal(pair[0], pair[1]));
        Assert.NotEqual(bench.Questions.Take(20), raced.Select(pair => pair[0]));
        Assert.Equal(20, raced.DistinctBy(pair => pair[0]).Count());
    }

    [Fact]
    public async Task Of_several_runs_of_the_baseline_the_latest_completed_one_under_the_same_conditions_is_meant()
    {
        await using var bench = await RaceBench.StartAsync(20);
        bench.Answer("v1", _ => "no");
        await bench.BaselineAsync();
        bench.Answer("v1", _ => "yes");
        await bench.BaselineAsync("v1", "--limit", "10");

        var latest = await bench.RaceAsync(["v2"]);
        var whole = bench.RecordsOf("v1").Single(run => run["evalset"]!["items"]!.GetValue<int>() == 20);
        var named = await bench.RunAsync(
            "run",
            "--prompt",
            "triage@v2",
            "--evalset",
            "tickets",
            "--race",
            whole["run_id"]!.GetValue<string>()[^6..]
        );

        Assert.Equal((0, 0), (latest.Exit, named.Exit));
        Assert.All(bench.RecordsOf("v2"), run => Assert.Equal("completed", run["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_stopped_candidate_can_be_asked_the_rest_and_then_has_its_row()
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync();
        bench.Answer("v2", _ => "no");
        await bench.RaceAsync(["v2"], "--concurrency", "1");
        var id = bench.RecordsOf("v2")[0]["run_id"]!.GetValue<string>();

        var result = await bench.RunAsync("run", "--resume", id);

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("  used again: 5 answers\n  to ask:     15 calls\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(40, bench.Calls);
        var record = Assert.Single(bench.RecordsOf("v2"));
        Assert.Equal("completed", record["status"]!.GetValue<string>());
        Assert.Null(record["stopped"]);
        Assert.Equal(["v1", "v2"], bench.Rows);
    }

    [Fact]
    public async Task Compared_with_its_baseline_a_stopped_candidate_is_said_to_be_unfinished()
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync();
        bench.Answer("v2", _ => "no");
        await bench.RaceAsync(["v2"], "--concurrency", "1");

        var compared = await bench.RunAsync("compare", "triage@v1", "triage@v2");

        Assert.Contains(
            "no verdict. The candidate was stopped after 5 of 20 calls, and a run that was stopped makes no claim.",
            compared.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stop_of_the_whole_command_is_no_stop_of_the_race()
    {
        await using var bench = await RaceBench.StartAsync(20);
        bench.Answer("v1", _ => "no");
        await bench.BaselineAsync();
        using var stopping = new CancellationTokenSource();
        bench.Meanwhile = _ => bench.Calls < 28 ? Task.CompletedTask : stopping.CancelAsync();

        var result = await bench.Bench.RunAsync(
            "",
            stopping.Token,
            "run",
            "--prompt",
            "triage@v2",
            "--evalset",
            "tickets",
            "--race",
            "triage@v1",
            "--concurrency",
            "1"
        );

        Assert.Equal(130, result.Exit);
        Assert.Equal("Somebody asked for a stop.", Assert.Single(bench.RecordsOf("v2")[0]["stopped"]!.AsArray())!.GetValue<string>());
        Assert.Contains("triage@v2: stopped after 8 of 20 calls", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_race_with_too_many_failed_calls_is_not_well()
    {
        await using var bench = await RaceBench.StartAsync(40);
        await bench.BaselineAsync();
        var failed = 0;
        // An answer without a body is a failed call, and is not tried again here.
        bench.Bench.Write(
            "promptlab.yaml",
            bench
                .Bench.Read("promptlab.yaml")
                .Replace("concurrency: 2", "concurrency: 1, retries: { max_attempts: 1 }", StringComparison.Ordinal)
        );
        bench.Answer("v2", _ => "no");
        bench.Meanwhile = _ => failed++ == 0 ? throw new InvalidOperationException("The server breaks.") : Task.CompletedTask;

        var result = await bench.RaceAsync(["v2"]);

        Assert.Equal(3, result.Exit);
        Assert.StartsWith(
            "The race against triage@v1 was stopped after 5 of 40 items: 4 lost, 0 won;",
            bench.RecordsOf("v2")[0]["stopped"]![0]!.GetValue<string>(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dry_run_says_that_a_race_is_planned()
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync();
        var id = bench.RecordsOf("v1")[0]["run_id"]!.GetValue<string>();

        var shown = await bench.RaceAsync(["v2"], "--dry-run");
        var json = await bench.RaceAsync(["v2"], "--dry-run", "--json");

        Assert.Contains(
            $"\nrace:   against triage@v1 ({id}); what can hardly end ahead is asked no more, so perhaps fewer calls\n",
            shown.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(id, Assert.Single(JsonNode.Parse(json.Out)!["race_against"]!.AsArray())!.GetValue<string>());
        Assert.Equal((0, 0, 20), (shown.Exit, json.Exit, bench.Calls));
    }

    // BASELINE stands for the id of the only run of v1.
    [Theory]
    [InlineData(
        "run --prompt triage@v2 --evalset tickets --race triage@v3",
        "triage@v3: There is no run of triage@v3 here. Make one: promptlab run --prompt triage@v3 --evalset … --model …"
    )]
    [InlineData("run --prompt triage@v2 --evalset tickets --race nothing", "nothing: There is no such run in results/runs.")]
    [InlineData(
        "run --prompt triage@v1 triage@v2 --evalset tickets --race triage@v1",
        "--race: triage@v1 is the baseline itself, so it has nothing to race against. Leave it out of the run, or name another baseline."
    )]
    [InlineData(
        "run --prompt triage@v2 --evalset tickets --limit 10 --race triage@v1",
        "--race: triage@v2 can't race against the run BASELINE of triage@v1. The numbers of items differ: 20 and 10. Make a baseline under the same conditions: this command with --prompt triage@v1 and without --race."
    )]
    [InlineData("run --prompt triage@v2 --evalset tickets --tag odd --race triage@v1", "The numbers of items differ: 20 and 10.")]
    [InlineData(
        "run --prompt triage@v2 --evalset tickets --resume --race triage@v1",
        "--race: A run that goes on is asked all that is left, so it can't race. Leave this out, or begin a new run without --resume."
    )]
    public async Task What_can_not_be_raced_against_is_refused_before_anything_is_sent(string command, string message)
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync();
        var id = bench.RecordsOf("v1")[0]["run_id"]!.GetValue<string>();

        var result = await bench.RunAsync(command.Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.Contains(message.Replace("BASELINE", id, StringComparison.Ordinal), result.Error, StringComparison.Ordinal);
        Assert.Equal(20, bench.Calls);
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(bench.Bench.Folder, "results/runs")));
    }

    [Theory]
    [InlineData(
        "evalsets/tickets/evalset.yaml",
        "ignore_case: true",
        "ignore_case: false",
        "The set of graders was changed between the runs:"
    )]
    [InlineData(
        "evalsets/tickets/items.csv",
        "message 7,yes",
        "message 7,no",
        "The items of the eval set “tickets” were changed between the runs."
    )]
    [InlineData("promptlab.yaml", "temperature: 0", "temperature: 1", "The parameters of the model “small” differ.")]
    public async Task A_baseline_that_was_asked_or_judged_otherwise_is_refused(string file, string old, string now, string message)
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync();
        bench.Bench.Write(file, bench.Bench.Read(file).Replace(old, now, StringComparison.Ordinal));

        var result = await bench.RaceAsync(["v2"]);

        Assert.Equal((2, 20), (result.Exit, bench.Calls));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_items_of_the_same_number_are_refused_too()
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync("v1", "--tag", "even");

        var result = await bench.RaceAsync(["v2"], "--tag", "odd");

        Assert.Equal((2, 10), (result.Exit, bench.Calls));
        Assert.Contains(
            ". Other items of the eval set “tickets” were chosen. Make a baseline under the same conditions:",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_baseline_that_was_not_asked_to_the_end_is_refused()
    {
        await using var bench = await RaceBench.StartAsync(20);
        await bench.BaselineAsync();
        bench.Answer("v2", _ => "no");
        await bench.RaceAsync(["v2"], "--concurrency", "1");
        var id = bench.RecordsOf("v2")[0]["run_id"]!.GetValue<string>();

        var result = await bench.RunAsync("run", "--prompt", "triage@v3", "--evalset", "tickets", "--race", "triage@v2");

        Assert.Equal((2, 25), (result.Exit, bench.Calls));
        Assert.Contains(
            $"--race: triage@v3 can't race against the run {id} of triage@v2, which is unfinished. Complete it first: promptlab run --resume {id}\n",
            result.Error,
            StringComparison.Ordinal
        );
    }

    private static string DecisionOf(JsonNode record) => record["stopped"]![0]!.GetValue<string>().Split('%')[0];
}
