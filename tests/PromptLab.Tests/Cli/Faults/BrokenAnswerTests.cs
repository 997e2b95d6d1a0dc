using System.Diagnostics;
using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.FaultyServer;

namespace PromptLab.Tests.Cli.Faults;

/// <summary>Rows 14 to 21: servers that fail, break off, say nothing, or are not there.</summary>
public sealed class BrokenAnswerTests
{
    private const string NoChoices =
        """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}""";
    private const string NullContent =
        """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":null}}],"usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}""";

    public static TheoryData<string> Passing =>
        ["500", "503", "408", "reset", "reset in the body", "malformed", "not JSON", "empty choices", "null content"];

    [Theory] // peers rows 14, 15, 16, 17, 18
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again_and_the_item_is_scored(string fault)
    {
        // Every fifth item, at its first attempt.
        await using var bench = await FaultBench.StartAsync(20, asked =>
            asked.Time == 1 && (asked.Question.EndsWith('5') || asked.Question.EndsWith('0')) ? Of(fault) : null
        );

        var result = await bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal((20, 20, 0, 20, 24), bench.Totals);
        Assert.Equal(24, bench.Server.Calls);
        Assert.Single(bench.Rows);
    }

    [Theory] // peers rows 14, 17, 18
    [InlineData("500", "http-500")]
    [InlineData("malformed", "malformed")]
    [InlineData("empty choices", "empty")]
    [InlineData("null content", "empty")]
    public async Task What_does_not_pass_is_an_error_and_never_a_wrong_answer(string fault, string type)
    {
        await using var bench = await FaultBench.StartAsync(4, asked => asked.Question == "message 2" ? Of(fault) : null);

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Equal((4, 3, 1, 3, 8), bench.Totals);
        Assert.Equal(type, bench.LineOf("t-02")["error"]!["type"]!.GetValue<string>());
        Assert.Contains(" 100%  ", result.Out, StringComparison.Ordinal);
    }

    [Fact] // peers row 18
    public async Task What_an_empty_answer_has_used_is_paid_for_and_counted()
    {
        await using var bench = await FaultBench.StartAsync(1, asked => asked.Time == 1 ? Body(NullContent) : null);

        var result = await bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        var line = bench.LineOf("t-01");
        Assert.Equal(
            (10, 1),
            (line["retried_usage"]!["input_tokens"]!.GetValue<int>(), line["retried_usage"]!["output_tokens"]!.GetValue<int>())
        );
        Assert.Equal(0.000062m, line["cost_usd"]!.GetValue<decimal>()); // (12 + 10) × $1 and (3 + 1) × $10 a million
    }

    [Fact] // peers row 19
    public async Task An_item_that_is_never_answered_is_given_up_and_the_others_go_on()
    {
        await using var bench = await FaultBench.StartAsync(
            20,
            asked => asked.Question is "message 7" or "message 17" ? Hang : null,
            "concurrency: 4, timeout_seconds: 0.5, retries: { first_wait_seconds: 0.01 }"
        );
        var begun = Stopwatch.GetTimestamp();

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
        Assert.Equal((20, 18, 2, 18), (bench.Totals.Results, bench.Totals.Scored, bench.Totals.Errors, bench.Totals.Passed));
        Assert.Equal((5, 5), (bench.Server.CallsOf("message 7"), bench.Server.CallsOf("message 17")));
        Assert.Equal(
            "No response within 0.5 s. If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml.",
            bench.LineOf("t-07")["error"]!["message"]!.GetValue<string>()
        );
        Assert.False(bench.LineOf("t-07").AsObject()["latency_ms"] is JsonValue);
    }

    [Fact] // peers row 19
    public async Task A_server_that_never_answers_anything_is_given_up_after_three_items()
    {
        await using var bench = await FaultBench.StartAsync(
            40,
            _ => Hang,
            "concurrency: 2, timeout_seconds: 0.3, retries: { first_wait_seconds: 0.01 }"
        );

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.InRange(bench.Server.Calls, 15, 20); // five attempts for each of three items, and for a fourth that was under way
        Assert.Contains(
            "“main” is not called any more: 3 calls in a row came to nothing, after all their attempts. No response within 0.3 s. If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml.\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(bench.Rows);
    }

    [Theory] // peers row 20
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_key_that_is_refused_everywhere_ends_the_run_after_three_calls_and_never_with_success(int concurrency)
    {
        await using var bench = await FaultBench.StartAsync(50, _ =>
            Status(401, """{"error":{"message":"no","code":"invalid_api_key"}}""")
        );

        var result = await bench.RunAsync("run", "--concurrency", concurrency.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(3, result.Exit);
        Assert.InRange(bench.Server.Calls, 3, 3 + concurrency - 1);
        Assert.Contains(
            "“main” is not called any more: 3 calls in a row were refused and none was answered. 401: the key in SERVED_KEY was refused by 127.0.0.1. It says: no\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(bench.Server.Calls, bench.Totals.Errors);
        Assert.Empty(bench.Rows);
    }

    [Fact] // peers row 21
    public async Task Where_nothing_listens_the_run_ends_in_seconds_and_says_where()
    {
        var bench = await FaultBench.StartAsync(20);
        var address = bench.Server.Address[..^"/v1".Length];
        await bench.Server.DisposeAsync();
        using var files = bench.Bench;
        var begun = Stopwatch.GetTimestamp();

        var result = await bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
        Assert.Contains(
            $"“main” is not called any more: 3 calls in a row came to nothing, after all their attempts. {address} can't be reached",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.InRange(bench.Totals.Errors, 3, 4);
        Assert.Equal("unfinished", bench.Record["status"]!.GetValue<string>());
    }

    private static Fault Of(string fault) =>
        fault switch
        {
            "reset" => Reset,
            "reset in the body" => ResetInBody,
            "malformed" => Body("""{"id":"x","choices":[{"index":0,"mess"""),
            "not JSON" => Body("busy"),
            "empty choices" => Body(NoChoices),
            "null content" => Body(NullContent),
            _ => Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "busy"),
        };
}
