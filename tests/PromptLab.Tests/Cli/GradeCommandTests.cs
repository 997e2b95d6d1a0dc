using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

public sealed class GradeCommandTests : IAsyncLifetime
{
    private readonly TestBench _bench = new();
    private ChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        _server = await ChatServer.StartAsync(question => question == "message 4" ? "no" : "yes");
        await SmallProject.WriteAsync(_bench, _server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Responses_of_a_table_are_graded_and_stand_on_the_scoreboard_as_a_run_of_their_own()
    {
        _bench.Write("responses.csv", "id,response\nt-01,yes\nt-02,no\nt-03,\"Yes\"\nt-04,no\n");

        var result = await _bench.RunAsync(
            "grade",
            "--evalset",
            "tickets",
            "--responses",
            "responses.csv",
            "--name",
            "elsewhere",
            "--model",
            "some-model",
            "--json"
        );

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal((4, 2, 0), Counts(result));
        var row = _bench.Read("results/scoreboard.csv").Split('\n')[1];
        Assert.Contains(",import,elsewhere,,,,,,some-model,,", row, StringComparison.Ordinal);
        Assert.Equal(0, _server.Calls);
    }

    // Whoever made the second responses could read the results of the first ones.
    [Fact]
    public async Task Responses_after_others_are_tuning_scores_and_the_same_ones_again_are_not()
    {
        _bench.Write("first.csv", "id,response\nt-01,yes\nt-02,no\nt-03,no\nt-04,no\n");
        _bench.Write("second.csv", "id,response\nt-01,yes\nt-02,yes\nt-03,yes\nt-04,yes\n");

        var first = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "first.csv");
        var again = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "first.csv");
        var second = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "second.csv");

        Assert.DoesNotContain("†", first.Out + again.Out, StringComparison.Ordinal);
        Assert.Contains(" 100%† ", second.Out, StringComparison.Ordinal);
        Assert.Contains(
            "† tuning score (optimistic): other results on these items were there before",
            second.Out,
            StringComparison.Ordinal
        );
    }

    // A cell of a table can't be null: an empty one is no answer, and no wrong one unless that is said.
    [Theory]
    [InlineData("error", 3, 2, 1)]
    [InlineData("wrong", 4, 2, 0)]
    public async Task An_empty_response_is_an_error_unless_it_is_said_to_be_wrong(string option, int scored, int passed, int errors)
    {
        _bench.Write("responses.csv", "id,response\nt-01,yes\nt-02,no\nt-03,yes\nt-04,\" \"\n");

        var result = await _bench.RunAsync(
            "grade",
            "--evalset",
            "tickets",
            "--responses",
            "responses.csv",
            "--null-response",
            option,
            "--json"
        );

        Assert.Equal((scored, passed, errors), Counts(result));
    }

    [Fact]
    public async Task Several_responses_of_an_item_are_its_repeats()
    {
        _bench.Write(
            "responses.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, 4)
                    .SelectMany(i =>
                        new[] { $"{{\"id\":\"t-0{i}\",\"response\":\"yes\"}}\n", $"{{\"id\":\"t-0{i}\",\"response\":\"no\"}}\n" }
                    )
            )
        );

        var result = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "responses.jsonl", "--json");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal((8, 4, 0), Counts(result));
        Assert.Equal(2, JsonNode.Parse(result.Out)!["runs"]![0]!["run"]!["repeats"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_missing_or_null_response_is_an_error_and_no_wrong_answer()
    {
        _bench.Write(
            "responses.jsonl",
            "{\"id\":\"t-01\",\"response\":\"yes\"}\n{\"id\":\"t-02\",\"response\":null}\n{\"id\":\"t-03\",\"response\":null,\"error\":\"timed out\"}\n"
        );

        var result = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "responses.jsonl", "--json");

        Assert.Equal(3, result.Exit);
        Assert.Equal((1, 1, 3), Counts(result));
    }

    [Fact]
    public async Task Null_can_be_said_to_be_a_wrong_answer_but_a_failed_call_stays_an_error()
    {
        _bench.Write(
            "responses.jsonl",
            "{\"id\":\"t-01\",\"response\":\"yes\"}\n{\"id\":\"t-02\",\"response\":null}\n{\"id\":\"t-03\",\"response\":null,\"error\":\"timed out\"}\n{\"id\":\"t-04\",\"response\":\"yes\"}\n"
        );

        var result = await _bench.RunAsync(
            "grade",
            "--evalset",
            "tickets",
            "--responses",
            "responses.jsonl",
            "--null-response",
            "wrong",
            "--json"
        );

        Assert.Equal((3, 2, 1), Counts(result));
    }

    [Fact]
    public async Task A_run_is_graded_anew_with_the_labels_of_today_and_no_call()
    {
        await _bench.RunAsync("run");
        var asked = _server.Calls;
        SmallProject.WriteItems(
            _bench,
            ["t-01,odd,message 1,yes", "t-02,even,message 2,no", "t-03,odd,another message,yes", "t-04,even,message 4,no"]
        );

        var result = await _bench.RunAsync("grade", "triage@v1", "--json");

        // t-02 was relabelled and is wrong now, t-04 was relabelled and is right now; t-03 was never asked as it is today.
        Assert.Equal(asked, _server.Calls);
        Assert.Equal((3, 2, 1), Counts(result));
        Assert.Contains("item-changed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strange_ids_doubled_repeats_and_unknown_columns_are_told_together()
    {
        _bench.Write("responses.csv", "id,response,repeat,extra\nt-01,yes,1,x\nt-01,no,1,x\nt-1,yes,1,x\nt-02,yes,zero,x\n");

        var result = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "responses.csv");

        Assert.Equal(2, result.Exit);
        Assert.Equal(
            """
            warning: responses.csv:1: “extra” is not read; only id, response, responses, repeat, error, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost, latency_ms, model, finish_reason, tool_calls are.
            responses.csv:3: Repeat 1 of “t-01” is there already, on line 2. Keep one.
            responses.csv:5: “repeat” takes a whole number from 1, not “zero”.
            responses.csv:4: “t-1” is no item of tickets. Did you mean “t-01”?
            3 problems. Nothing was sent.

            """,
            result.Error
        );
    }

    [Fact]
    public async Task Half_of_what_is_needed_is_told()
    {
        var result = await _bench.RunAsync("grade", "--evalset", "tickets");

        Assert.Equal(
            "promptlab grade: Give either a run, or both --evalset and --responses.\n1 problem. Nothing was sent.\n",
            result.Error
        );
        Assert.Equal(2, result.Exit);
    }

    private static (int Scored, int Passed, int Errors) Counts(CommandResult result)
    {
        var summary = JsonNode.Parse(result.Out)!["runs"]![0]!["summary"]!;
        return (summary["scored"]!.GetValue<int>(), summary["passed"]!.GetValue<int>(), summary["errors"]!.GetValue<int>());
    }

    [Fact]
    public async Task Graded_files_are_compared_by_their_names()
    {
        _bench.Write("first.csv", "id,response\nt-01,yes\nt-02,no\nt-03,no\nt-04,no\n");
        _bench.Write("second.csv", "id,response\nt-01,yes\nt-02,yes\nt-03,yes\nt-04,no\n");
        await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "first.csv", "--name", "old tool");
        await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "second.csv", "--name", "new tool");

        var compared = await _bench.RunAsync("compare", "old tool", "new tool", "--json");
        var failed = await _bench.RunAsync("failures", "new tool", "--json");

        Assert.True(compared.Exit is 0 or 1, compared.Error);
        Assert.Equal(2, (int)JsonNode.Parse(compared.Out)!["comparisons"]![0]!["pass_rate"]!["wins"]!);
        Assert.True(failed.Exit == 0, failed.Error);
    }
}
