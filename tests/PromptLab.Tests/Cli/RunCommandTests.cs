using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public RunCommandTests() => _bench.Variables["SERVED_KEY"] = "key-that-must-stay-secret";

    [Fact]
    public async Task A_run_asks_every_item_grades_it_and_appends_a_row()
    {
        await using var server = await ChatServer.StartAsync(question => question == "message 3" ? "no" : "Yes");
        await SmallProject.WriteAsync(_bench, server.Address);

        var result = await _bench.RunAsync("run", "--json");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(4, server.Calls);
        var summary = JsonNode.Parse(result.Out)!["runs"]![0]!["summary"]!;
        Assert.Equal(
            (4, 3, 0.75),
            (summary["scored"]!.GetValue<int>(), summary["passed"]!.GetValue<int>(), summary["pass_rate"]!.GetValue<double>())
        );
        // 4 × (12 input tokens at $1 a million + 3 output tokens at $10 a million)
        Assert.Equal(0.000168m, summary["usage"]!["cost_usd"]!.GetValue<decimal>());
        var rows = _bench.Read("results/scoreboard.csv").TrimEnd('\n').Split('\n');
        Assert.Equal(2, rows.Length);
        Assert.Contains(",triage,v1,", rows[1], StringComparison.Ordinal);
        Assert.Contains(",4,1,4,0,0.7500,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_shows_every_number_with_its_denominator()
    {
        await using var server = await ChatServer.StartAsync(
            (question, _) => Task.FromResult(question == "message 3" ? (400, "{}") : (200, ChatServer.Completion("yes")))
        );
        await SmallProject.WriteAsync(_bench, server.Address);

        var result = await _bench.RunAsync("run", "--details");

        Assert.Equal(3, result.Exit);
        Assert.Contains("100.0% (3/3)", result.Out, StringComparison.Ordinal);
        Assert.Contains("1/4", result.Out, StringComparison.Ordinal);
        Assert.Contains("1 call failed (http-400 1); they are in no rate.", result.Out, StringComparison.Ordinal);
        Assert.Contains("25.0% of the calls failed, more than 2.0%", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_versions_are_asked_item_by_item_so_that_drift_hits_all_alike()
    {
        var asked = new List<string>();
        await using var server = await ChatServer.StartAsync(question =>
        {
            asked.Add(question);
            return "yes";
        });
        await SmallProject.WriteAsync(_bench, server.Address, items: 3);
        SmallProject.WriteDraft(_bench, "Say just yes or no.", parent: "v1");
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "Shorter.");

        var result = await _bench.RunAsync(
            "run",
            "--prompt",
            "triage@v1",
            "triage@v2",
            "--evalset",
            "tickets",
            "--concurrency",
            "1",
            "--repeats",
            "2"
        );

        Assert.True(result.Exit == 0, result.Error);
        string[] once = ["message 1", "message 1", "message 2", "message 2", "message 3", "message 3"];
        Assert.Equal([.. once, .. once], asked);
    }

    [Fact]
    public async Task Several_versions_and_models_make_a_matrix_of_runs_told_apart_in_the_summary()
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        await SmallProject.WriteAsync(_bench, server.Address, items: 2);
        _bench.Write(
            "promptlab.yaml",
            _bench.Read("promptlab.yaml").Replace("run: {", "  other: { provider: served, id: large }\nrun: {", StringComparison.Ordinal)
        );
        SmallProject.WriteDraft(_bench, "Say just yes or no.", parent: "v1");
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "Shorter.");

        var result = await _bench.RunAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--model", "main", "other");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(8, server.Calls);
        Assert.Equal(5, _bench.Read("results/scoreboard.csv").TrimEnd('\n').Split('\n').Length);
        foreach (var name in new[] { "v1 main", "v2 main", "v1 other", "v2 other" })
            Assert.Contains(name, result.Out, StringComparison.Ordinal);
        Assert.Contains(", at least $0.000", result.Out, StringComparison.Ordinal); // the price of “other” is unknown
    }

    [Fact]
    public async Task A_key_of_the_environment_is_in_nothing_that_a_run_leaves()
    {
        await using var server = await ChatServer.StartAsync(
            (_, _) => Task.FromResult((401, """{"error":{"message":"bad key key-that-must-stay-secret","code":"invalid_api_key"}}"""))
        );
        await SmallProject.WriteAsync(_bench, server.Address);

        var result = await _bench.RunAsync("run", "--log-responses");

        var left = Directory
            .EnumerateFiles(_bench.Folder, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Append(result.Out)
            .Append(result.Error);
        Assert.DoesNotContain(left, text => text.Contains("must-stay-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_holds_no_text_of_a_response_unless_it_is_asked_for()
    {
        await using var server = await ChatServer.StartAsync(_ => "a-telling-response");
        await SmallProject.WriteAsync(_bench, server.Address);

        await _bench.RunAsync("run");
        var silent = Log();
        Directory.Delete(Path.Combine(_bench.Folder, "results"), recursive: true);
        await _bench.RunAsync("run", "--log-responses");

        Assert.DoesNotContain("a-telling-response", silent, StringComparison.Ordinal);
        Assert.Contains("\"ItemId\":\"t-01\"", silent, StringComparison.Ordinal);
        Assert.Contains("a-telling-response", Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_begins_no_new_call_keeps_what_arrived_and_marks_the_run_unfinished()
    {
        using var stopping = new CancellationTokenSource();
        await using var server = await ChatServer.StartAsync(question =>
        {
            if (question == "message 5")
                stopping.Cancel();
            return "yes";
        });
        await SmallProject.WriteAsync(_bench, server.Address, items: 40);

        var result = await _bench.RunAsync("", stopping.Token, "run", "--concurrency", "1");

        Assert.Equal(130, result.Exit);
        Assert.Equal(5, server.Calls);
        var folder = Directory.EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs")).Single();
        Assert.Equal(5, (await File.ReadAllLinesAsync(Path.Combine(folder, "items.jsonl"), TestContext.Current.CancellationToken)).Length);
        Assert.Equal(
            "unfinished",
            JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run.json"), TestContext.Current.CancellationToken))![
                "status"
            ]!.GetValue<string>()
        );
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "results/scoreboard.csv")));
        Assert.Contains("stopped after 5 of 40 calls", result.Error, StringComparison.Ordinal);

        // Graded anew and compared it stays what it is.
        var id = Path.GetFileName(folder);
        var graded = await _bench.RunAsync("grade", id);
        var compared = await _bench.RunAsync("compare", id, id);
        Assert.Equal(3, graded.Exit);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "results/scoreboard.csv")));
        Assert.Contains(
            "no verdict. The baseline was stopped after 5 of 40 calls, and a run that was stopped makes no claim.",
            compared.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_scoreboard_that_breaks_while_a_run_goes_on_costs_no_response()
    {
        await using var server = await ChatServer.StartAsync(question =>
        {
            if (question == "message 4")
                _bench.Write("results/scoreboard.csv", "something,else\n1,2\n");
            return "yes";
        });
        await SmallProject.WriteAsync(_bench, server.Address);

        var result = await _bench.RunAsync("run", "--concurrency", "1");
        File.Delete(Path.Combine(_bench.Folder, "results/scoreboard.csv"));
        var graded = await _bench.RunAsync("grade", "triage@v1");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "The results are kept, but not on the scoreboard. Mend it, then give them rows without asking again: promptlab grade RUN",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Nothing was sent", result.Error, StringComparison.Ordinal);
        Assert.Equal((0, 4), (graded.Exit, server.Calls));
        Assert.Equal(2, _bench.Read("results/scoreboard.csv").TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_asked_and_sends_nothing()
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        await SmallProject.WriteAsync(_bench, server.Address);

        var result = await _bench.RunAsync("run", "--dry-run", "--repeats", "3");

        Assert.Equal(0, result.Exit);
        Assert.Equal(0, server.Calls);
        // "# Task\n\nSay yes or no." has 22 characters and "message 1" has 9: 6 + 3 tokens, 4 items, 3 repeats.
        Assert.Equal(
            """
            12 calls: 1 prompt version × 1 model × 4 items × 3 repeats
            input:  ~108 tokens (characters / 4, ±30%)
            output: at most 60 tokens
            cost:   at most ~$0.000708

            triage@v1, item t-01:
            --- system ---
            # Task

            Say yes or no.
            --- user ---
            message 1

            Nothing was sent.

            """,
            result.Out
        );
        Assert.False(Directory.Exists(Path.Combine(_bench.Folder, "results")));
    }

    [Fact]
    public async Task Items_are_chosen_by_tag_id_and_limit()
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        await SmallProject.WriteAsync(_bench, server.Address, items: 12);

        Assert.Equal(["t-02", "t-04", "t-06", "t-08", "t-10", "t-12"], await AskedAsync("--tag", "even"));
        Assert.Equal(["t-03", "t-10", "t-11", "t-12"], await AskedAsync("--items", "t-03, t-1*"));
        Assert.Equal(["t-01", "t-02"], await AskedAsync("--limit", "2"));
        Assert.Equal(await AskedAsync("--limit", "3", "--seed", "7"), await AskedAsync("--limit", "3", "--seed", "7"));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<IReadOnlyList<string>> AskedAsync(params string[] options)
    {
        var result = await _bench.RunAsync(["run", "--json", .. options]);
        Assert.True(result.Exit == 0, result.Error);
        var id = JsonNode.Parse(result.Out)!["runs"]![0]!["run"]!["run_id"]!.GetValue<string>();
        return [.. _bench.Read($"results/runs/{id}/items.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[4])];
    }

    private string Log() =>
        File.ReadAllText(
            Directory.EnumerateFiles(Path.Combine(_bench.Folder, "results"), "log.jsonl", SearchOption.AllDirectories).Single()
        );
}
