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

        Assert.StartsWith("tickets, dev: 20 items, 20 calls, ", text, StringComparison.Ordinal);
        Assert.StartsWith(
            "triage on tickets, dev, 20 items, main: 2 versions measured\n",
            await bench.Project.DoAsync("status", "triage"),
            StringComparison.Ordinal
        );
        Assert.Single((await bench.Project.DoAsync("board")).Split('\n'), line =>
            line.StartsWith("triage on tickets", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Items_of_the_holdout_are_not_asked_by_their_ids_alone()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);

        var result = await bench.Project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "tickets", "--items", "t-21");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "What is meant are items of the holdout alone, and those are asked only where their split is named: --split holdout. Every look at them is counted.",
            result.Error,
            StringComparison.Ordinal
        );
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
        bench.Project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench.Project.Bench.Read("evalsets/tickets/evalset.yaml").Replace("type: equals", "type: not-equals", StringComparison.Ordinal)
        );

        await bench.Project.DoAsync("grade", run);

        Assert.Equal(["run", "grade"], bench.Lines().Select(line => Text(line, "purpose")));
    }

    [Fact]
    public async Task Other_responses_under_the_same_name_are_another_look_and_the_same_ones_are_none()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        foreach (var said in new[] { "yes", "no", "yes" })
        {
            bench.Project.Bench.Write(
                "elsewhere.csv",
                "id,response\n" + string.Concat(Enumerable.Range(21, 20).Select(i => $"t-{i},{said}\n"))
            );
            var id = JsonNode.Parse(
                await bench.Project.DoAsync("grade", "--evalset", "tickets", "--responses", "elsewhere.csv", "--split", "holdout", "--json")
            )!["runs"]![0]!["run"]!["run_id"]!.GetValue<string>();
            await bench.Project.DoAsync("grade", id);
        }

        Assert.Equal(["look 1", "look 2"], bench.Kinds());
    }

    [Fact]
    public async Task The_runs_of_a_claim_go_on_by_confirm_alone()
    {
        var works = false;
        await using var bench = await HoldoutBench.CreateAsync(2, (_, item) => item < 30 || works ? true : null);
        await bench.ConfirmAsync("triage@v2");
        works = true;

        var open = await bench.Project.TryAsync("run", "--resume");
        await bench.ConfirmAsync("triage@v2");
        var ended = await bench.Project.TryAsync("run", "--resume", "triage@v2");

        Assert.Equal((2, 2), (open.Exit, ended.Exit));
        Assert.Equal(
            "--resume: This run is of look 1 at the holdout, which is for a claim. Go on with it: promptlab confirm triage@v2 --against triage@v1\n1 problem. Nothing was sent.\n",
            open.Error
        );
        Assert.Contains(
            "--resume: This run is of look 1 at the holdout, which has ended in a claim: it stays as it is.",
            ended.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(["look 1", "claim"], bench.Kinds());
    }

    [Fact]
    public async Task No_dry_run_shows_an_item_of_the_holdout()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        string[] run = ["run", "--prompt", "triage@v1", "--evalset", "tickets", "--dry-run", "--split", "holdout"];

        foreach (var shown in new[] { await bench.Project.DoAsync(run), await bench.Project.DoAsync([.. run, "--json"]) })
        {
            Assert.DoesNotContain("t-2", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("message 2", shown, StringComparison.Ordinal);
        }

        Assert.Contains("triage@v1, item t-01:", await bench.Project.DoAsync([.. run, "dev"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_flaky_and_no_missing_item_of_the_holdout_is_named()
    {
        var asked = new Dictionary<int, int>();
        await using var bench = await HoldoutBench.CreateAsync(1, (_, item) =>
        {
            lock (asked)
                return (asked[item] = asked.GetValueOrDefault(item) + 1) % 2 == 0;
        });

        var run = await bench.Project.TryAsync(
            "run",
            "--prompt",
            "triage@v1",
            "--evalset",
            "tickets",
            "--split",
            "holdout",
            "--repeats",
            "2",
            "--details"
        );
        bench.Project.Bench.Write(
            "evalsets/tickets/items.csv",
            string.Concat(bench.Project.Bench.Read("evalsets/tickets/items.csv").Split('\n').SkipLast(2).Select(line => line + "\n"))
        );
        var grade = await bench.Project.TryAsync("grade", "triage@v1");

        Assert.Contains("\nflaky in the holdout: 20 items\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 item of the holdout no longer in the eval set", grade.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t-2", run.Out + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t-40", grade.Out + grade.Error, StringComparison.Ordinal);
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
        Assert.Contains(
            "--burn: These would take the count to look 10 at the holdout of tickets.",
            refused.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(10, bench.Lines().Count);
        Assert.True(bench.Lines()[9]["burned"]!.GetValue<bool>());
    }

    [Fact]
    public async Task No_race_is_run_over_the_holdout()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);

        var result = await bench.Project.TryAsync(
            "run",
            "--prompt",
            "triage@v2",
            "--evalset",
            "tickets",
            "--split",
            "holdout",
            "--race",
            "triage@v1"
        );

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "--race: A race looks at results on the way, and a look at the holdout is for a claim.",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(bench.Asked);
    }

    [Fact]
    public async Task The_ledger_is_never_taken_for_items()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        bench.Project.Bench.Write(
            "evalsets/tickets/items.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, 40)
                    .Select(i =>
                        $$"""{"id":"t-{{i}}","split":"{{(i <= 20 ? "dev" : "holdout")}}","input":{"message":"message {{i}}"},"expected":"yes"}"""
                        + "\n"
                    )
            )
        );
        bench.Project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench.Project.Bench.Read("evalsets/tickets/evalset.yaml").Replace("items.csv", "\"*.jsonl\"", StringComparison.Ordinal)
        );
        await bench.Project.RunAsync("triage@v1", "--split", "holdout");

        var check = await bench.Project.TryAsync("check");

        Assert.Single(bench.Lines());
        Assert.True(check.Exit == 0, check.Error);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
