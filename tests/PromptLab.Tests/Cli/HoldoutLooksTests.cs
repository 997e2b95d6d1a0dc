using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>The seal of the holdout: it is asked only where it is named, and whoever looks is counted.</summary>
public sealed class HoldoutLooksTests
{
    [Fact]
    public async Task A_run_that_names_no_split_leaves_the_holdout_out()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);

        await bench.Project.RunAsync("triage@v1");

        Assert.Empty(bench.Asked);
        Assert.Empty(bench.Lines());
    }

    // 20 of the 40 items: said in the heading, and the same as “--split dev” to the board and to the status.
    [Fact]
    public async Task A_run_that_names_no_split_says_which_it_asked()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 10);

        var text = await bench.Project.DoAsync("run", "--prompt", "triage@v1", "--evalset", "tickets");
        await bench.Project.RunAsync("triage@v2", "--split", "dev");

        Assert.StartsWith("tickets, dev: 20 items\n", text, StringComparison.Ordinal);
        Assert.StartsWith("triage on tickets, dev, 20 items, main: 2 versions measured\n", await bench.Project.DoAsync("status", "triage"), StringComparison.Ordinal);
        Assert.Single((await bench.Project.DoAsync("board")).Split('\n'), line => line.StartsWith("triage on tickets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Items_of_the_holdout_are_not_asked_by_their_ids_alone()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);

        var result = await bench.Project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "tickets", "--items", "t-21");

        Assert.Equal(2, result.Exit);
        Assert.Contains("What is meant are items of the holdout alone, and those are asked only where their split is named: --split holdout. Every look at them is counted.", result.Error, StringComparison.Ordinal);
        Assert.Empty(bench.Asked);
    }

    [Fact]
    public async Task A_run_over_the_holdout_is_a_look_and_the_same_text_again_is_none()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);

        await bench.Project.RunAsync("triage@v1", "--split", "holdout");
        await bench.Project.RunAsync("triage@v1", "--split", "holdout", "dev");
        await bench.Project.RunAsync("triage@v2", "--split", "holdout", "--limit", "3");

        Assert.Equal(["look 1", "look 2"], bench.Kinds());
        Assert.Equal(["run", "run"], bench.Lines().Select(line => Text(line, "purpose")));
        Assert.Equal(["v1", "v2"], bench.Lines().Select(line => Text(line, "version")));
        Assert.All(bench.Lines(), line => Assert.Null(line["level"]));
    }

    [Fact]
    public async Task A_look_by_a_run_counts_for_the_claim_that_follows()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "holdout");

        var result = await bench.ConfirmAsync("triage@v2");

        Assert.Contains("look 3, level p ≤ 0.0167", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graders_that_changed_look_anew_at_the_same_responses()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        var run = (await bench.Project.RunAsync("triage@v1", "--split", "holdout"))[0];
        await bench.Project.DoAsync("grade", run);
        bench.Project.Bench.Write("evalsets/tickets/evalset.yaml", bench.Project.Bench.Read("evalsets/tickets/evalset.yaml").Replace("type: equals", "type: not-equals", StringComparison.Ordinal));

        await bench.Project.DoAsync("grade", run);

        Assert.Equal(["run", "grade"], bench.Lines().Select(line => Text(line, "purpose")));
    }

    [Fact]
    public async Task A_run_that_got_no_answer_is_no_look_until_it_goes_on_and_gets_one()
    {
        bool? answer = null;
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => answer);
        await bench.Project.RunAsync("triage@v1", "--split", "holdout");
        answer = true;

        await bench.Project.DoAsync("run", "--resume");

        Assert.Equal(["look 1", "void", "look 1"], bench.Kinds());
    }

    [Fact]
    public async Task A_run_that_goes_on_is_no_look_of_its_own()
    {
        var works = false;
        await using var bench = await HoldoutBench.CreateAsync(1, (_, item) => item < 30 || works ? true : null);
        await bench.Project.RunAsync("triage@v1", "--split", "holdout");
        works = true;

        await bench.Project.DoAsync("run", "--resume");

        Assert.Equal(["look 1"], bench.Kinds());
    }

    [Fact]
    public async Task A_look_too_many_sends_nothing()
    {
        await using var bench = await HoldoutBench.CreateAsync(11, (_, _) => true);
        var all = string.Join(' ', Enumerable.Range(1, 10).Select(version => $"triage@v{version}"));

        var refused = await bench.Project.TryAsync(["run", "--prompt", .. all.Split(' '), "--evalset", "tickets", "--split", "holdout"]);
        await bench.Project.RunAsync(all, "--split", "holdout", "--burn");

        Assert.Equal(2, refused.Exit);
        Assert.Contains("--burn: These would take the count to look 10 at the holdout of tickets.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(10, bench.Lines().Count);
        Assert.True(bench.Lines()[9]["burned"]!.GetValue<bool>());
    }

    [Fact]
    public async Task No_race_is_run_over_the_holdout()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);

        var result = await bench.Project.TryAsync("run", "--prompt", "triage@v2", "--evalset", "tickets", "--split", "holdout", "--race", "triage@v1");

        Assert.Equal(2, result.Exit);
        Assert.Contains("--race: A race looks at results on the way, and a look at the holdout is for a claim.", result.Error, StringComparison.Ordinal);
        Assert.Empty(bench.Asked);
    }

    [Fact]
    public async Task The_ledger_is_never_taken_for_items()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        bench.Project.Bench.Write("evalsets/tickets/items.jsonl", string.Concat(Enumerable.Range(1, 40).Select(i =>
            $$"""{"id":"t-{{i}}","split":"{{(i <= 20 ? "dev" : "holdout")}}","input":{"message":"message {{i}}"},"expected":"yes"}""" + "\n")));
        bench.Project.Bench.Write("evalsets/tickets/evalset.yaml", bench.Project.Bench.Read("evalsets/tickets/evalset.yaml").Replace("items.csv", "\"*.jsonl\"", StringComparison.Ordinal));
        await bench.Project.RunAsync("triage@v1", "--split", "holdout");

        var check = await bench.Project.TryAsync("check");

        Assert.Single(bench.Lines());
        Assert.True(check.Exit == 0, check.Error);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
