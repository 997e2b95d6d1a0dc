using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>An item of the holdout is known by its input, whatever the split, the eval set or the label that it stands under.</summary>
public sealed class SealedItemsTests
{
    private const string Items = "evalsets/tickets/items.csv";
    private const string Set = "evalsets/tickets/evalset.yaml";

    [Fact]
    public async Task A_split_to_confirm_on_is_the_holdout_whatever_its_name()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        Replace(bench, Items, ",holdout,", ",test,");
        Replace(bench, Set, "holdout:", "test:");

        var open = await bench.Project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "tickets");
        var shown = await bench.Project.TryAsync("show", "triage@v1", "--item", "t-27");
        var asked = bench.Asked.Count;
        await bench.Project.DoAsync("run", "--prompt", "triage@v1", "--evalset", "tickets", "--split", "test");
        var claim = await bench.ConfirmAsync("triage@v2");

        Assert.Equal((0, 2, 0), (open.Exit, shown.Exit, asked));
        Assert.True(claim.Exit == 0, claim.Error);
        Assert.Equal(["look 1", "look 2", "claim"], bench.Kinds());
    }

    [Fact]
    public async Task A_holdout_that_is_not_to_confirm_on_is_refused()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        Replace(bench, Set, "purpose: confirm", "purpose: iterate");

        var check = await bench.Project.TryAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains($"{Set}:4: “holdout” is the split to confirm on, so its purpose is confirm.", check.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message 27", "yes")]
    [InlineData("  message\t 27 ", "yes")] // white space
    [InlineData("message 27", "no")] // another label
    public async Task An_item_of_the_holdout_that_stands_in_dev_of_another_set_is_asked_by_no_run(string message, string label)
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);
        var project = bench.Project;
        project.Bench.Write(
            "evalsets/copy/evalset.yaml",
            project.Bench.Read(Set).Replace("name: tickets", "name: copy", StringComparison.Ordinal)
        );
        project.Bench.Write("evalsets/copy/items.csv", $"id,split,message,expected\nx-1,dev,{message},{label}\n");

        var (check, run) = (await project.TryAsync("check"), await project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "copy"));

        Assert.Equal((2, 2), (check.Exit, run.Exit));
        Assert.Contains(
            "evalsets/copy/items.csv:2: “x-1” of dev has the input of a sealed item (“t-27” of the holdout, evalsets/tickets/items.csv:28)",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(bench.Asked);
    }

    [Fact]
    public async Task Looks_at_a_copy_of_the_holdout_count_for_both()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, _) => version > 1);
        var project = bench.Project;
        await bench.ConfirmAsync("triage@v2");
        project.Bench.Write(
            "evalsets/copy/evalset.yaml",
            project.Bench.Read(Set).Replace("name: tickets", "name: copy", StringComparison.Ordinal)
        );
        project.Bench.Write("evalsets/copy/items.csv", project.Bench.Read(Items).Replace("t-", "c-", StringComparison.Ordinal));

        var elsewhere = await project.TryAsync("confirm", "triage@v3", "--against", "triage@v1", "--evalset", "copy");
        var third = await bench.ConfirmAsync("triage@v3", "--against", "triage@v2", "--dry-run");

        Assert.Contains("look 2, level p ≤ 0.025", elsewhere.Out, StringComparison.Ordinal);
        Assert.Contains("It would be look 3 at the holdout", third.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_looked_at_stays_sealed_until_it_is_retired_and_never_goes_back()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");
        Replace(bench, Items, "t-40,holdout,", "t-40,dev,");

        var redealt = await bench.Project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "tickets");
        var retired = await bench.Project.DoAsync("split-evalset", "tickets", "--retire", "spent");
        var free = await bench.Project.TryAsync("run", "--prompt", "triage@v1", "--evalset", "tickets");
        var dealt = bench.Project.Bench.Read(Items);
        Replace(bench, Items, "t-39,dev,", "t-39,holdout,");
        var back = await bench.Project.TryAsync("check");

        Assert.Equal((2, 0, 2), (redealt.Exit, free.Exit, back.Exit));
        Assert.Contains(
            $"{Items}:41: “t-40” of dev has the input of a sealed item (it was looked at in a holdout, {HoldoutBench.Ledger}:1)",
            redealt.Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith("20 items of tickets are retired from the holdout", retired, StringComparison.Ordinal);
        Assert.DoesNotContain("holdout", dealt, StringComparison.Ordinal);
        Assert.Contains($"{Items}:40: “t-39” was retired from a holdout ({HoldoutBench.Ledger}:3)", back.Out, StringComparison.Ordinal);
        Assert.Equal(["look 1", "claim", "retired"], bench.Kinds());
    }

    [Fact]
    public async Task Dealing_anew_leaves_what_was_looked_at_in_the_holdout()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");

        await bench.Project.DoAsync("split-evalset", "tickets", "--reassign", "--salt", "other");

        var splits = bench.Project.Bench.Read(Items).Split('\n').Where(line => line.StartsWith("t-", StringComparison.Ordinal)).ToList();
        Assert.All(splits.Skip(20), line => Assert.Contains(",holdout,", line, StringComparison.Ordinal));
        Assert.Equal(0, (await bench.Project.TryAsync("check")).Exit);
    }

    // Before any look nothing knows that the items were sealed; their runs do afterwards.
    [Fact]
    public async Task Runs_made_while_the_holdout_stood_under_another_name_are_told()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        var (items, set) = (bench.Project.Bench.Read(Items), bench.Project.Bench.Read(Set));
        Replace(bench, Items, ",holdout,", ",more,");
        Replace(bench, Set, "holdout: { purpose: confirm }", "more: { purpose: iterate }");
        await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "more");
        bench.Project.Bench.Write(Items, items);
        bench.Project.Bench.Write(Set, set);

        var (check, confirm) = (await bench.Project.TryAsync("check"), await bench.ConfirmAsync("triage@v2", "--dry-run"));
        File.Delete(Path.Combine(bench.Project.Bench.Folder, "results/scoreboard.csv"));
        var withoutRows = await bench.Project.TryAsync("check");

        Assert.All([check.Out, confirm.Error, withoutRows.Out], text =>
            Assert.Contains("2 runs used holdout items without a look in holdout-ledger.jsonl (triage@v", text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_earlier_run_over_items_that_are_sealed_now_shows_them_no_more()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item % 2 == 0);
        var items = bench.Project.Bench.Read(Items);
        Replace(bench, Items, ",holdout,", ",dev,");
        var runs = await bench.Project.RunAsync("triage@v1 triage@v2");
        bench.Project.Bench.Write(Items, items);

        var diagnosed = await bench.Project.DoAsync("diagnose", runs[0]);
        var compared = await bench.Project.DoAsync("compare", runs[0], runs[1], "--json");

        Assert.Contains("message 1", diagnosed, StringComparison.Ordinal);
        Assert.DoesNotContain("message 25", diagnosed, StringComparison.Ordinal);
        Assert.DoesNotContain("message 25", compared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_what_was_retired()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, _) => true);

        var json = JsonNode.Parse(await bench.Project.DoAsync("split-evalset", "tickets", "--retire", "spent", "--json"))!;

        Assert.Equal(
            (20, 0, Items),
            (json["items"]!.GetValue<int>(), json["looks"]!.GetValue<int>(), json["files"]![0]!.GetValue<string>())
        );
    }

    private static void Replace(HoldoutBench bench, string file, string before, string after) =>
        bench.Project.Bench.Write(file, bench.Project.Bench.Read(file).Replace(before, after, StringComparison.Ordinal));
}
