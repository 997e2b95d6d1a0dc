using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli;

/// <summary>Whole runs under a budget and under rate limits. A call is 12 + 3 tokens and $0.000042.</summary>
public sealed class BudgetRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Exactly_as_many_requests_are_sent_as_the_budget_allows(int concurrency)
    {
        await using var bench = await FaultBench.StartAsync(40);

        var result = await bench.RunAsync(
            "run",
            "--max-requests",
            "13",
            "--concurrency",
            concurrency.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );

        Assert.Equal((3, 13), (result.Exit, bench.Server.Calls));
        Assert.Equal((13, 13, 0, 13, 13), bench.Totals);
        Assert.Contains(
            "The budget has no room for another call: 13 of 13 requests are used (max_requests).\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"triage@v1: stopped after 13 of 40 calls; what arrived is in results/runs/{bench.RunId}. Not on the scoreboard. Go on: promptlab run --resume {bench.RunId}\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal("unfinished", bench.Record["status"]!.GetValue<string>());
        Assert.Equal(
            "The budget has no room for another call: 13 of 13 requests are used (max_requests).",
            Assert.Single(bench.Record["stopped"]!.AsArray())!.GetValue<string>()
        );
        Assert.Empty(bench.Rows);
    }

    [Fact]
    public async Task A_budget_that_is_just_enough_completes_the_run()
    {
        await using var bench = await FaultBench.StartAsync(10);

        var result = await bench.RunAsync("run", "--max-requests", "10");

        Assert.True(result.Exit == 0, result.Error);
        Assert.DoesNotContain("budget", result.Error, StringComparison.Ordinal);
        Assert.Single(bench.Rows);
    }

    [Fact]
    public async Task Attempts_count_as_requests()
    {
        await using var bench = await FaultBench.StartAsync(10, asked => asked.Time == 1 ? Status(500) : null);

        var result = await bench.RunAsync("run", "--max-requests", "7", "--concurrency", "1");

        Assert.Equal((3, 7), (result.Exit, bench.Server.Calls));
        Assert.Equal(3, bench.Totals.Passed);
    }

    [Fact]
    public async Task Money_is_never_spent_beyond_the_budget()
    {
        await using var bench = await FaultBench.StartAsync(40);

        // After 9 calls $0.000378 are spent; another one may cost $0.000059 by estimate: 9 tokens in and 5 out.
        var result = await bench.RunAsync("run", "--max-cost", "0.0004");

        Assert.Equal((3, 9), (result.Exit, bench.Server.Calls));
        Assert.Equal(0.000378m, bench.Record["totals"]!["cost_usd"]!.GetValue<decimal>());
        Assert.Contains(
            "The budget has no room for another call: 0.000378 of 0.0004 dollars are used (max_cost_usd).\n",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Tokens_are_never_used_beyond_the_budget()
    {
        await using var bench = await FaultBench.StartAsync(40);

        var result = await bench.RunAsync("run", "--max-tokens", "100");

        Assert.Equal((3, 6), (result.Exit, bench.Server.Calls)); // 90; another one may use 14
        Assert.Contains(
            "The budget has no room for another call: 90 of 100 tokens are used (max_tokens).\n",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_budget_of_the_project_holds_and_the_command_line_goes_before_it()
    {
        await using var bench = await FaultBench.StartAsync(10, run: FaultBench.Quick + ", budget: { max_requests: 3 }");

        Assert.Equal(3, (await bench.RunAsync("run")).Exit);
        Assert.Equal(3, bench.Server.Calls);
        Assert.Equal(3, (await bench.RunAsync("run", "--max-requests", "5")).Exit);

        Assert.Equal(8, bench.Server.Calls);
    }

    [Fact]
    public async Task All_models_of_a_run_share_its_budget()
    {
        await using var bench = await FaultBench.StartAsync(10);
        bench.Configure("run: {", "  other: { provider: served, id: large }\nrun: {");

        var result = await bench.RunAsync(
            "run",
            "--prompt",
            "triage@v1",
            "--evalset",
            "tickets",
            "--model",
            "main",
            "other",
            "--max-requests",
            "7"
        );

        Assert.Equal((3, 7), (result.Exit, bench.Server.Calls));
    }

    [Fact]
    public async Task A_budget_of_money_needs_a_price_unless_tokens_are_limited_too()
    {
        await using var bench = await FaultBench.StartAsync(10);
        bench.Configure("    price: { input_per_million: 1, output_per_million: 10 }\n", "");

        var refused = await bench.RunAsync("run", "--max-cost", "1");
        Assert.Equal(
            (
                2,
                "promptlab.yaml:5: A budget in dollars can't be held: the price of “main” is unknown. Give the model its price, or the budget max_tokens beside max_cost_usd.\n1 problem. Nothing was sent.\n"
            ),
            (refused.Exit, refused.Error)
        );
        Assert.Equal(0, bench.Server.Calls);

        var limited = await bench.RunAsync("run", "--max-cost", "1", "--max-tokens", "100");
        Assert.Equal((3, 6), (limited.Exit, bench.Server.Calls));
    }

    [Fact]
    public async Task A_rate_limit_lets_a_minutes_requests_through_at_once_and_a_stop_ends_the_wait()
    {
        await using var bench = await FaultBench.StartAsync(20);
        bench.Configure("id: small", "id: small\n    rate_limit: { requests_per_minute: 6 }");

        var result = await bench.StopWhenQuietAsync(6, "run");

        Assert.Equal((130, 6), (result.Exit, bench.Server.Calls));
        Assert.Equal((6, 6, 0, 6, 6), bench.Totals);
    }

    [Fact]
    public async Task Names_of_one_model_share_its_rate_limit()
    {
        await using var bench = await FaultBench.StartAsync(20);
        bench.Configure("run: {", "  again: { provider: served, id: small, rate_limit: { requests_per_minute: 6 } }\nrun: {");
        bench.Configure("id: small\n", "id: small\n    rate_limit: { requests_per_minute: 6 }\n");

        await bench.StopWhenQuietAsync(6, "run", "--prompt", "triage@v1", "--evalset", "tickets", "--model", "main", "again");

        Assert.Equal(6, bench.Server.Calls);
    }

    [Fact]
    public async Task Who_finds_the_rest_reserved_waits_and_is_not_asked_when_too_little_comes_back()
    {
        // Each call may use 14 of 40 tokens: two go, the third waits for what they give back.
        await using var bench = await FaultBench.StartAsync(3, run: "concurrency: 3, retries: { first_wait_seconds: 0.01 }");
        bench.Server.Faults = _ => Late(TimeSpan.FromMilliseconds(300));

        var result = await bench.RunAsync("run", "--max-tokens", "40");

        Assert.Equal((3, 2), (result.Exit, bench.Journal.Count)); // 30 are used by then, and 14 do not fit
        Assert.All(bench.Journal, line => Assert.InRange(line["latency_ms"]!.GetValue<double>(), 290, 3000));
        Assert.Equal(2, bench.Server.Calls);
    }
}
