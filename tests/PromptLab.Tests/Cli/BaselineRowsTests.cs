using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Cli;

/// <summary>What the rows of <c>promptlab run</c> hold of the comparison with a baseline.</summary>
public sealed class BaselineRowsTests : IAsyncDisposable
{
    private VersionedProject _project = null!;

    // v2 loses nothing and wins 8 of 20. Bonett and Price: l = 1/22, w = 9/22: 8/22 ± 1.96 · √((10/22 − 64/484)/22); p = 2⁻⁸.
    [Fact]
    public async Task A_row_holds_the_comparison_with_the_parent_once_both_were_run()
    {
        await BeginAsync(versions: 2);
        await _project.RunAsync("triage@v1");
        await _project.RunAsync("triage@v2");

        var (first, second) = (Rows()[0], Rows()[1]);

        Assert.Equal((null, null, "baseline"), (first.Baseline, first.Delta, first.Verdict));
        Assert.Equal(("v1", 0.4, 8, 0, "better"), (second.Baseline, second.Delta, second.Fixed, second.Broken, second.Verdict));
        Assert.Equal((0.1264, 0.6009, 0.0039), (second.DeltaCiLow, second.DeltaCiHigh, second.PValue));
        Assert.Null(second.CorrectedPValue);
    }

    [Fact]
    public async Task Versions_of_one_command_are_held_against_their_parents()
    {
        await BeginAsync(versions: 3);
        await _project.RunAsync("triage@v3 triage@v1 triage@v2");

        Assert.Equal([("v3", "v2"), ("v1", null), ("v2", "v1")], Rows().Select(row => (row.Version, row.Baseline)));
    }

    [Fact]
    public async Task Where_the_parent_was_never_run_the_columns_stay_empty()
    {
        await BeginAsync(versions: 2);
        await _project.RunAsync("triage@v2");

        var row = Assert.Single(Rows());

        Assert.Equal((null, null, null, null), (row.Baseline, row.Delta, row.PValue, row.Verdict));
    }

    [Fact]
    public async Task A_parent_that_was_run_under_other_conditions_is_no_baseline()
    {
        await BeginAsync(versions: 2);
        await _project.RunAsync("triage@v1", "--limit", "10");
        await _project.RunAsync("triage@v2");

        Assert.Null(Rows()[1].Baseline);
    }

    // v2 wins 8 and v3 7 of 20 against v1: 2⁻⁸ and 2⁻⁷, and after Holm both 2⁻⁷ = 0.0078.
    [Fact]
    public async Task Versions_that_share_the_baseline_of_an_experiment_are_corrected_together()
    {
        await BeginAsync(versions: 3);
        Experiment("prompts: [triage@v1, triage@v2, triage@v3], evalset: tickets, baseline: triage@v1");
        await _project.DoAsync("run", "all");

        var rows = Rows();

        Assert.Equal(
            [("v1", null, "baseline"), ("v2", "v1", "better"), ("v3", "v1", "better")],
            rows.Select(row => (row.Version!, row.Baseline, row.Verdict!))
        );
        Assert.Equal([0.0039, 0.0078], rows.Skip(1).Select(row => row.PValue));
        Assert.Equal([0.0078, 0.0078], rows.Skip(1).Select(row => row.CorrectedPValue));
    }

    // v4 was held against v1 before, with 2⁻⁶; v3 has 2⁻⁷ alone, the smaller of two, which Holm doubles.
    [Fact]
    public async Task A_version_that_is_tried_after_others_is_corrected_for_them()
    {
        await BeginAsync(versions: 4);
        Experiment("prompts: [triage@v1, triage@v4], evalset: tickets, baseline: triage@v1");
        await _project.DoAsync("run", "all");
        Experiment("prompts: [triage@v3], evalset: tickets, baseline: triage@v1");
        await _project.DoAsync("run", "all");

        var last = Rows()[^1];

        Assert.Equal(("v3", "v1", 0.0078), (last.Version, last.Baseline, last.PValue));
        Assert.Equal(0.0156, last.CorrectedPValue);
    }

    [Fact]
    public async Task Too_many_failed_calls_are_no_verdict()
    {
        await BeginAsync(versions: 2);
        await _project.RunAsync("triage@v1");
        _project.Answer = question => question.Item == 1 ? null : "yes";
        await _project.RunAsync("triage@v2");

        Assert.Equal(("v1", null, "no verdict"), (Rows()[1].Baseline, Rows()[1].Delta, Rows()[1].Verdict));
    }

    [Fact]
    public async Task The_summary_and_its_JSON_hold_the_comparison_too()
    {
        await BeginAsync(versions: 2);
        var text = await _project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--details");
        var result = JsonNode.Parse(await _project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--json"))![
            "runs"
        ]!;

        Assert.Matches("\n v2 +task +v1 +\\+40\\.0 pp† +\\+12\\.6 to \\+60\\.1 pp +p = 0\\.004 +8/0 +better", text);
        Assert.Null(result[0]!["comparison"]);
        var comparison = result[1]!["comparison"]!;
        Assert.Equal(
            ("v1", "better", 8),
            (comparison["baseline"]!.GetValue<string>(), comparison["outcome"]!.GetValue<string>(), comparison["fixed"]!.GetValue<int>())
        );
        Assert.Equal(["task"], comparison["change"]!["elements"]!.AsArray().Select(element => element!.GetValue<string>()));
    }

    [Fact]
    public async Task Repeats_are_grouped_by_item_and_flaky_items_are_listed()
    {
        await BeginAsync(versions: 1);
        _project.Answer = question => question.Item <= 2 && question.Time > question.Item ? "no" : "yes";

        var text = await _project.DoAsync("run", "--prompt", "triage@v1", "--evalset", "tickets", "--repeats", "3", "--details");

        // 18 of 20 are alike; 2 · (1/3 · 2/3 · 3/2) = 2/3 for each of the two others: 2 · 2/3 / 20.
        Assert.Contains(
            """
            triage@v1: 90.0% of 20 items come out alike in all repeats; two runs disagree on 6.7%; at least one repeat passes in 100.0%, all pass in 90.0%.
            flaky: t-01 (1 of 3), t-02 (2 of 3)

            """,
            text,
            StringComparison.Ordinal
        );
        var items = Directory
            .EnumerateFiles(Path.Combine(_project.Bench.Folder, "results/runs"), "items.csv", SearchOption.AllDirectories)
            .Single();
        Assert.Equal(
            ["t-01", "t-01", "t-01", "t-02", "t-02", "t-02", "t-03"],
            (await File.ReadAllLinesAsync(items, TestContext.Current.CancellationToken))
                .Skip(1)
                .Take(7)
                .Select(line => line.Split(',').First(cell => cell.StartsWith("t-", StringComparison.Ordinal)))
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_project is not null)
            await _project.DisposeAsync();
    }

    // Of 20 items v1 is right on none, v2 on 8, v3 on 7, v4 on 6.
    private async Task BeginAsync(int versions) =>
        _project = await VersionedProject.CreateAsync(20, versions, question =>
            question.Version > 1 && question.Item <= 10 - question.Version ? "yes" : "no"
        );

    private void Experiment(string all)
    {
        SmallProject.WriteConfig(_project.Bench, _project.Address);
        _project.Bench.Write(
            "promptlab.yaml",
            _project.Bench.Read("promptlab.yaml").Replace("prompts: [triage@v1], evalset: tickets", all, StringComparison.Ordinal)
        );
    }

    private IReadOnlyList<ScoreboardRow> Rows() =>
        new Scoreboard(Path.Combine(_project.Bench.Folder, "results/scoreboard.csv"), "results/scoreboard.csv", TimeProvider.System).Read(
            new Problems()
        );
}
