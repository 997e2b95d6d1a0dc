using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>A file of responses may say what is known of their calls, and what others thought of them.</summary>
public sealed class ImportedCallsTests : IDisposable
{
    private readonly TestBench _bench = new();

    public ImportedCallsTests()
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        WriteSet("{ id: right, type: equals }");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Tokens_cost_latency_and_model_of_a_table_count_as_those_of_a_run_do()
    {
        _bench.Write(
            "r.csv",
            "id,response,input_tokens,output_tokens,cost,latency_ms,model,finish_reason\n"
                + "a,yes,100,10,0.001,200,m-1,stop\nb,no,300,20,0.003,400,m-1,length\n"
        );

        var summary = await SummaryAsync("r.csv");

        Assert.Equal(400, (int)summary["usage"]!["input_tokens"]!);
        Assert.Equal(30, (int)summary["usage"]!["output_tokens"]!);
        Assert.Equal(0.004m, (decimal)summary["usage"]!["cost_usd"]!);
        Assert.Equal(0.004m, (decimal)summary["usage"]!["uncached_cost_usd"]!);
        Assert.Equal(300, (double)summary["latency_p50_ms"]!);
        Assert.Equal(1, (int)summary["cut_off"]!);
    }

    // 60 and 40 before the log was resumed, 50 and 30 after it.
    [Fact]
    public async Task Running_totals_that_begin_anew_are_added_up_from_there()
    {
        WriteSet("{ id: right, type: equals }", "a", "b", "c", "d");
        _bench.Write(
            "r.jsonl",
            """
            {"id": "a", "response": "yes", "usage": {"in": 60, "out": 6, "usd": 0.06}}
            {"id": "b", "response": "yes", "usage": {"in": 100, "out": 10, "usd": 0.1}}
            {"id": "c", "response": "yes", "usage": {"in": 50, "out": 5, "usd": 0.05}}
            {"id": "d", "response": "yes", "usage": {"in": 80, "out": 8, "usd": 0.08}}

            """
        );
        Append("columns: { input_tokens: usage.in, output_tokens: usage.out, cost: usage.usd }\n");

        var summary = await SummaryAsync("r.jsonl", "--running-totals");

        Assert.Equal(180, (int)summary["usage"]!["input_tokens"]!);
        Assert.Equal(18, (int)summary["usage"]!["output_tokens"]!);
        Assert.Equal(0.18m, (decimal)summary["usage"]!["cost_usd"]!);
    }

    [Fact]
    public async Task A_list_of_responses_is_one_repeat_each_and_what_is_known_of_the_call_counts_once()
    {
        _bench.Write(
            "r.jsonl",
            """
            {"id": "a", "responses": ["yes", "no", "yes"], "input_tokens": 100, "output_tokens": 30, "cost": 0.01}
            {"id": "b", "responses": ["no", "no", "no"], "input_tokens": 100, "output_tokens": 30, "cost": 0.01}

            """
        );

        var summary = await SummaryAsync("r.jsonl");

        Assert.Equal(6, (int)summary["results"]!);
        Assert.Equal(2, (int)summary["passed"]!);
        Assert.Equal(200, (int)summary["usage"]!["input_tokens"]!);
        Assert.Equal(0.02m, (decimal)summary["usage"]!["cost_usd"]!);
    }

    [Fact]
    public async Task Calls_of_tools_of_a_file_are_graded_as_those_of_a_model()
    {
        WriteSet("{ id: right, type: tool-call }");
        _bench.Write(
            "r.jsonl",
            """
            {"id": "a", "response": null, "tool_calls": [{"name": "yes", "arguments": {}}]}
            {"id": "b", "response": "", "tool_calls": [{"type": "function", "function": {"name": "no", "arguments": "{}"}}]}

            """
        );

        var summary = await SummaryAsync("r.jsonl");

        Assert.Equal((2, 1, 0), ((int)summary["scored"]!, (int)summary["passed"]!, (int)summary["errors"]!));
    }

    // 5 and 2 of 1 to 5 are 1 and 0.25.
    [Fact]
    public async Task Scores_that_people_gave_are_scores_of_a_grader_also_when_graded_again()
    {
        WriteSet("{ id: liked, type: precomputed, column: stars, by: Anna, scale: [1, 5] }");
        _bench.Write("r.csv", "id,response,stars\na,yes,5\nb,no,2\n");

        var summary = await SummaryAsync("r.csv", "--name", "rated");
        var again = await _bench.RunAsync("grade", "rated", "--json");

        Assert.Equal(0.625, (double)summary["graders"]![0]!["mean"]!);
        Assert.True(again.Exit == 0, again.Error);
        Assert.Equal(0.625, (double)JsonNode.Parse(again.Out)!["runs"]![0]!["summary"]!["graders"]![0]!["mean"]!);
    }

    [Fact]
    public async Task Other_scores_for_the_same_texts_are_other_responses()
    {
        WriteSet("{ id: liked, type: precomputed, column: stars, by: Anna, scale: [1, 5] }");
        _bench.Write("first.csv", "id,response,stars\na,yes,5\nb,no,2\n");
        _bench.Write("second.csv", "id,response,stars\na,yes,5\nb,no,4\n");

        await SummaryAsync("first.csv");
        await SummaryAsync("second.csv");

        var hashes = Directory
            .EnumerateFiles(Path.Combine(_bench.Folder, "results", "runs"), "run.json", SearchOption.AllDirectories)
            .Select(file => (string)JsonNode.Parse(File.ReadAllText(file))!["responses_hash"]!);
        Assert.Equal(2, hashes.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("id,response,cost\na,yes,$1\nb,no,2\n", "r.csv:2: “cost” takes a number from 0, such as 1234.5, not “$1”.")]
    [InlineData("id,response,latency_ms\na,yes,-1\nb,no,2\n", "r.csv:2: “latency_ms” takes a number from 0, such as 1234.5, not “-1”.")]
    [InlineData("id,response,input_tokens\na,yes,1.5\nb,no,2\n", "r.csv:2: “input_tokens” takes a whole number from 0, not “1.5”.")]
    [InlineData(
        "id,response,input_tokens,output_tokens,cached_input_tokens\na,yes,5,1,6\nb,no,2,1,0\n",
        "r.csv:2: “cached_input_tokens” is 6, more than “input_tokens” (5), of which it is a part."
    )]
    [InlineData("id,response,tool_calls\na,yes,refund\nb,no,\n", "r.csv:2: “tool_calls” takes a JSON list of calls")]
    public async Task What_can_not_be_is_refused_at_its_line_and_nothing_is_kept(string file, string problem)
    {
        _bench.Write("r.csv", file);

        var result = await _bench.RunAsync("grade", "--evalset", "set", "--responses", "r.csv");

        Assert.Equal(2, result.Exit);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "results", "scoreboard.csv")));
    }

    [Fact]
    public async Task A_list_of_responses_does_not_stand_beside_a_single_one()
    {
        _bench.Write("r.jsonl", "{\"id\": \"a\", \"response\": \"yes\", \"responses\": [\"no\"]}\n");

        Assert.Contains(
            "r.jsonl:1: “responses” takes a list of the responses to an item, one a repeat, and stands without “response” and “repeat”.",
            (await _bench.RunAsync("grade", "--evalset", "set", "--responses", "r.jsonl")).Error,
            StringComparison.Ordinal
        );
    }

    private void WriteSet(string grader, params string[] ids)
    {
        _bench.Write("evalsets/set/evalset.yaml", $"schema: promptlab/evalset@1\nname: set\ndata: items.csv\ngraders:\n  - {grader}\n");
        _bench.Write(
            "evalsets/set/items.csv",
            "id,message,expected\n" + string.Concat((ids.Length == 0 ? ["a", "b"] : ids).Select(id => $"{id},hello {id},yes\n"))
        );
    }

    private void Append(string yaml) => _bench.Write("evalsets/set/evalset.yaml", _bench.Read("evalsets/set/evalset.yaml") + yaml);

    private async Task<JsonNode> SummaryAsync(string file, params string[] more)
    {
        var result = await _bench.RunAsync(["grade", "--evalset", "set", "--responses", file, "--json", .. more]);
        Assert.True(result.Exit == 0, result.Error);
        return JsonNode.Parse(result.Out)!["runs"]![0]!["summary"]!;
    }

    [Fact]
    public async Task Scores_of_a_column_that_no_response_has_are_refused()
    {
        WriteSet("{ id: liked, type: precomputed, column: starz, by: Anna, scale: [1, 5] }");
        _bench.Write("r.csv", "id,response,stars\na,yes,5\nb,no,2\n");

        var result = await _bench.RunAsync("grade", "--evalset", "set", "--responses", "r.csv");

        Assert.Equal(2, result.Exit);
        Assert.Contains("No response has a value in the column “starz”", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_of_one_kind_alone_are_told_not_to_count()
    {
        _bench.Write("r.csv", "id,response,output_tokens\na,yes,5\nb,no,2\n");

        var result = await _bench.RunAsync("grade", "--evalset", "set", "--responses", "r.csv");

        Assert.Equal(0, result.Exit);
        Assert.Contains(
            "Tokens count only where both “input_tokens” and “output_tokens” are known",
            result.Error,
            StringComparison.Ordinal
        );
    }
}
