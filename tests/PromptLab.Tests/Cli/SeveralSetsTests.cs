using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>Several eval sets are run one after the other, and averaged.</summary>
public sealed class SeveralSetsTests : IAsyncLifetime
{
    private readonly TestBench _bench = new();
    private ChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        _server = await ChatServer.StartAsync(question => question == "message 4" ? "no" : "yes");
        await SmallProject.WriteAsync(_bench, _server.Address);
        WriteSet("small", 2, "no");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    // small: 0 of 2; tickets: its four items, of which one is answered “no”. Macro (0 + 0.75) / 2, micro 3 of 6.
    [Fact]
    public async Task A_run_over_two_sets_has_a_run_of_each_and_both_averages()
    {
        var result = await _bench.RunAsync("run", "--prompt", "triage@v1", "-e", "tickets", "-e", "small", "--json");

        Assert.True(result.Exit == 0, result.Error);
        var output = JsonNode.Parse(result.Out)!;
        Assert.Equal(["tickets", "small"], output["runs"]!.AsArray().Select(run => (string)run!["run"]!["evalset"]!["name"]!));
        var average = output["averages"]!.AsArray().Single()!;
        var rates = output["runs"]!.AsArray().Select(run => (double)run!["summary"]!["pass_rate"]!).ToList();
        Assert.Equal(rates.Average(), (double)average["macro_pass_rate"]!["mean"]!, 12);
        Assert.Equal(((4 * rates[0]) + (2 * rates[1])) / 6, (double)average["micro_pass_rate"]!["mean"]!, 12);
        Assert.Equal(
            2,
            _bench.Read("results/scoreboard.csv").Split('\n').Count(line => line.Contains(",local,", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task An_experiment_may_name_several_sets()
    {
        _bench.Write(
            "promptlab.yaml",
            _bench.Read("promptlab.yaml").Replace("evalset: tickets }", "evalsets: [tickets, small] }", StringComparison.Ordinal)
        );

        var check = await _bench.RunAsync("check");
        var result = await _bench.RunAsync("run", "all");

        Assert.True(check.Exit == 0, check.Out + check.Error);
        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("mean of the sets (macro)", result.Out, StringComparison.Ordinal);
        Assert.Contains("over all items (micro)", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_is_wrong_is_found_before_the_first_call()
    {
        _bench.Write("evalsets/small/items.csv", "id,message,expected\na,hi\n");

        var result = await _bench.RunAsync("run", "--prompt", "triage@v1", "-e", "tickets", "-e", "small");

        Assert.Equal(2, result.Exit);
        Assert.Equal(0, _server.Calls);
    }

    [Fact]
    public async Task One_budget_holds_for_all_sets_and_what_was_not_begun_is_named()
    {
        var result = await _bench.RunAsync("run", "--prompt", "triage@v1", "-e", "tickets", "-e", "small", "--max-requests", "4");

        Assert.Equal(3, result.Exit);
        Assert.Equal(4, _server.Calls);
        Assert.Contains("Not begun, as the budget or a stop came before: small", result.Error, StringComparison.Ordinal);
        Assert.Contains("No average: there is no whole run of small.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_the_calls_of_each_set()
    {
        var result = await _bench.RunAsync("run", "--prompt", "triage@v1", "-e", "tickets", "-e", "small", "--dry-run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(0, _server.Calls);
    }

    // 3 of 4 and 1 of 2: macro 0.625, micro 4 of 6. Wilson: 0.3006 to 0.9544 and 0.0945 to 0.9055.
    [Fact]
    public async Task Responses_recorded_elsewhere_are_graded_set_by_set_and_averaged_with_an_interval_that_respects_the_sets()
    {
        WriteSet("one", 4, "yes");
        WriteSet("two", 2, "yes");
        _bench.Write("r/one.csv", "id,response\none-1,yes\none-2,yes\none-3,yes\none-4,no\n");
        _bench.Write("r/two.csv", "id,response\ntwo-1,yes\ntwo-2,no\n");

        var result = await _bench.RunAsync(
            "grade",
            "-e",
            "one",
            "-e",
            "two",
            "--responses",
            "r/{evalset}.csv",
            "--name",
            "other",
            "--json"
        );

        Assert.True(result.Exit == 0, result.Error);
        var average = JsonNode.Parse(result.Out)!["averages"]![0]!;
        Assert.Equal(0.625, (double)average["macro_pass_rate"]!["mean"]!, 12);
        Assert.Equal(4.0 / 6, (double)average["micro_pass_rate"]!["mean"]!, 12);
        var below = Math.Sqrt(Math.Pow((0.75 - 0.3006) / 2, 2) + Math.Pow((0.5 - 0.0945) / 2, 2));
        Assert.Equal(0.625 - below, (double)average["macro_pass_rate"]!["interval"]!["low"]!, 3);
    }

    [Theory]
    [InlineData("grade|-e|one|-e|one|--responses|r/{evalset}.csv|--name|x", "The eval set “one” is named twice, and would count twice.")]
    [InlineData("grade|-e|one|-e|two|--responses|r.csv|--name|x", "put {evalset} where the path has the set's name")]
    [InlineData("grade|-e|one|-e|two|--responses|r/{evalset}.csv", "For several eval sets, give the responses a --name.")]
    [InlineData("grade|-e|one|-e|two|--responses|r/{evalset}.csv|--name|x", "r/two.csv: There is no such file.")]
    public async Task What_several_sets_need_is_asked_for_before_anything_is_kept(string command, string problem)
    {
        WriteSet("one", 1, "yes");
        WriteSet("two", 1, "yes");
        _bench.Write("r/one.csv", "id,response\none-1,yes\n");

        var result = await _bench.RunAsync(command.Split('|'));

        Assert.Equal(2, result.Exit);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_bench.Folder, "results", "runs")));
    }

    private void WriteSet(string name, int items, string expected)
    {
        _bench.Write(
            $"evalsets/{name}/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: {name}\ndata: items.csv\ngraders:\n  - {{ id: right, type: equals }}\n"
        );
        _bench.Write(
            $"evalsets/{name}/items.csv",
            "id,message,expected\n" + string.Concat(Enumerable.Range(1, items).Select(i => $"{name}-{i},hello {i},{expected}\n"))
        );
    }
}
