using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli.Faults;

/// <summary>
/// Rows 8 to 13 of the table “promptlab under faults”: servers that ask for fewer requests. Each row of that table is a test
/// in this folder, named after what PromptLab does; rows 1, 7, 28 and 29 need processes of their own and are tested with the
/// real executable in Cli/Processes.
/// </summary>
public sealed class ThrottlingTests
{
    [Theory] // peers row 8
    [InlineData("retry-after", "1", 1.0)]
    [InlineData("retry-after-ms", "400", 0.4)]
    [InlineData("x-ratelimit-reset-requests", "450ms", 0.45)]
    public async Task No_call_is_tried_again_before_the_time_that_the_server_names(string header, string value, double seconds)
    {
        await using var bench = await FaultBench.StartAsync(10, asked =>
            asked is { Question: "message 3", Time: 1 } ? Status(429, "{}", (header, value)) : null
        );

        var result = await bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        var arrivals = bench.Server.ArrivalsOf("message 3");
        Assert.Equal((2, 11), (arrivals.Count, bench.Server.Calls));
        Assert.InRange((arrivals[1] - arrivals[0]).TotalSeconds, seconds, (seconds * 1.2) + 10);
        Assert.Equal((10, 10, 0, 10, 11), bench.Totals);
    }

    [Fact] // peers row 9
    public async Task Without_a_named_time_the_wait_is_short_and_grows()
    {
        await using var bench = await FaultBench.StartAsync(20, asked =>
            asked.Time <= 2 && asked.Question.EndsWith('5') ? Status(429) : null
        );

        var result = await bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(24, bench.Server.Calls); // items 5 and 15 three times, the others once
        var waits = bench.LineOf("t-05")["waits"]!.AsArray();
        Assert.Equal(["http-429", "http-429"], waits.Select(wait => wait!["reason"]!.GetValue<string>()));
        Assert.All(waits, wait => Assert.InRange(wait!["ms"]!.GetValue<double>(), 0, 1000));
    }

    [Fact] // peers row 10
    public async Task A_rate_limit_of_the_models_own_keeps_a_server_from_ever_saying_429()
    {
        // The server lets 15 requests through in any minute; the model's limit is the same. A stop ends the wait for the rest.
        await using var bench = await FaultBench.StartAsync(
            20,
            asked => asked.Of > 15 ? Status(429) : null,
            "concurrency: 8, grace_seconds: 0.1"
        );
        bench.Configure("id: small", "id: small\n    rate_limit: { requests_per_minute: 15 }");

        var result = await bench.StopWhenQuietAsync(15, "run");

        Assert.Equal((130, 15), (result.Exit, bench.Server.Calls));
        Assert.Equal((15, 15, 0, 15, 15), bench.Totals);
    }

    [Fact] // peers row 11
    public async Task An_item_that_is_always_refused_is_asked_five_times_and_no_more()
    {
        await using var bench = await FaultBench.StartAsync(10, asked => asked.Question == "message 3" ? Status(429) : null);

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Equal((5, 14), (bench.Server.CallsOf("message 3"), bench.Server.Calls));
        Assert.Equal((10, 9, 1, 9, 14), bench.Totals);
        var line = bench.LineOf("t-03");
        Assert.Equal(
            ("error", "http-429", 5, 4),
            (
                line["status"]!.GetValue<string>(),
                line["error"]!["type"]!.GetValue<string>(),
                line["attempts"]!.GetValue<int>(),
                line["waits"]!.AsArray().Count
            )
        );
    }

    [Fact] // peers row 12
    public async Task A_used_up_quota_ends_the_calls_of_its_model_and_is_said_once()
    {
        await using var bench = await FaultBench.StartAsync(50, asked => asked.Of > 10 ? Quota : null);

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.InRange(bench.Server.Calls, 11, 12); // the one that found out, and at most one more under way
        const string Told = "“main” is not called any more. The quota at 127.0.0.1 is used up. It says: You exceeded your current quota.";
        Assert.Single(result.Error.Split('\n'), line => line == Told);
        Assert.Equal("unfinished", bench.Record["status"]!.GetValue<string>());
        Assert.Equal(Told, Assert.Single(bench.Record["stopped"]!.AsArray())!.GetValue<string>());
        Assert.Equal(10, bench.Totals.Passed);
        Assert.Empty(bench.Rows);
    }

    [Fact] // peers row 12
    public async Task A_call_that_waits_to_be_tried_again_is_not_made_once_the_quota_is_used_up()
    {
        // Item 1 is asked to come back after five seconds; by then the quota is used up.
        await using var bench = await FaultBench.StartAsync(20, asked => asked.Question == "message 1"
                ? Status(429, "{}", ("retry-after-ms", "5000"))
            : asked.Of > 5 ? Quota
            : null);

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Equal((1, 6), (bench.Server.CallsOf("message 1"), bench.Server.Calls));
    }

    [Fact] // peers row 12
    public async Task Another_model_goes_on_when_the_quota_of_one_is_used_up()
    {
        await using var bench = await FaultBench.StartAsync(10);
        bench.Configure("run: {", "  other: { provider: served, id: large }\nrun: {");
        var asked = 0;
        bench.Server.Faults = _ => Interlocked.Increment(ref asked) == 1 ? Quota : null;

        var result = await bench.RunAsync(
            "run",
            "--prompt",
            "triage@v1",
            "--evalset",
            "tickets",
            "--model",
            "main",
            "other",
            "--concurrency",
            "1"
        );

        Assert.Equal(3, result.Exit);
        Assert.Equal(11, bench.Server.Calls);
        Assert.Single(bench.Rows); // of the other model
    }

    [Fact] // peers row 13
    public async Task Latency_is_that_of_the_successful_attempt_and_the_waits_stand_beside_it()
    {
        await using var bench = await FaultBench.StartAsync(4, asked =>
            asked is { Question: "message 2", Time: 1 } ? Status(429, "{}", ("retry-after", "2")) : null
        );

        var result = await bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        var line = bench.LineOf("t-02");
        Assert.InRange(line["latency_ms"]!.GetValue<double>(), 0.001, 1900);
        Assert.Equal(2, line["attempts"]!.GetValue<int>());
        var wait = Assert.Single(line["waits"]!.AsArray())!;
        Assert.Equal("http-429", wait["reason"]!.GetValue<string>());
        Assert.InRange(wait["ms"]!.GetValue<double>(), 2000, 2400);
    }

    [Theory]
    [InlineData("retry-after", "99999999999999")]
    [InlineData("retry-after-ms", "99999999999999999999")]
    [InlineData("x-ratelimit-reset", "1795608000000")] // milliseconds since 1970, as some servers say it
    public async Task A_time_beyond_all_bounds_ends_the_item_and_not_the_run(string header, string value)
    {
        await using var bench = await FaultBench.StartAsync(4, asked =>
            asked is { Question: "message 2" } ? Status(429, "{}", (header, value)) : null
        );

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Equal(3, bench.Totals.Passed);
        Assert.Equal("http-429", bench.LineOf("t-02")["error"]!["type"]!.GetValue<string>());
    }
}
