namespace PromptLab.Tests.Cli;

/// <summary>What is said of a holdout whose items were asked before there was one. The project has 20 items without splits.</summary>
public sealed class SplitAfterRunsTests : IAsyncLifetime
{
    private const string Yaml = "evalsets/tickets/evalset.yaml";

    private VersionedProject _project = null!;

    public async ValueTask InitializeAsync() => _project = await VersionedProject.CreateAsync(items: 20, versions: 2, _ => "yes");

    public ValueTask DisposeAsync() => _project.DisposeAsync();

    [Fact]
    public async Task Without_runs_nothing_is_said() => Assert.Equal("", (await SplitAsync()).Error);

    [Fact]
    public async Task Runs_that_asked_items_of_the_holdout_are_counted_and_the_latest_named()
    {
        var runs = await _project.RunAsync("triage@v1 triage@v2");

        Assert.Equal(
            $"warning: {Yaml}: 2 runs were made on items that go to holdout before they were split ({string.Join(", ", runs.Order(StringComparer.Ordinal))}). Whoever read the results has seen this holdout. New items make a better one.\n",
            (await SplitAsync()).Error
        );
    }

    [Fact]
    public async Task The_scoreboard_alone_tells_it_where_every_item_was_asked()
    {
        await _project.RunAsync("triage@v1");
        Directory.Delete(Path.Combine(_project.Bench.Folder, "results/runs"), recursive: true);

        Assert.StartsWith(
            $"warning: {Yaml}: 1 run was made on items that go to holdout before they were split (",
            (await SplitAsync()).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Where_only_the_number_of_items_is_known_the_run_may_have_asked_them()
    {
        await _project.RunAsync("triage@v1", "--limit", "5", "--seed", "1");
        Directory.Delete(Path.Combine(_project.Bench.Folder, "results/runs"), recursive: true);

        Assert.StartsWith(
            $"warning: {Yaml}: 1 run was perhaps made on items that go to holdout; which items were asked is not known here (",
            (await SplitAsync()).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_on_other_items_is_no_matter()
    {
        var told = await SplitAsync("--dry-run", "--json");
        var dev = System.Text.Json.Nodes.JsonNode.Parse(told.Out)!["assigned"]!
            .AsArray()
            .First(item => item!["split"]!.GetValue<string>() == "dev")!["id"]!.GetValue<string>();
        await _project.RunAsync("triage@v1", "--items", dev);

        Assert.Equal("", (await SplitAsync()).Error);
    }

    [Fact]
    public async Task Items_that_are_dealt_anew_were_asked_as_what_they_were_before()
    {
        await SplitAsync();
        await _project.RunAsync("triage@v1", "--split", "dev");
        var same = await SplitAsync("--reassign");
        var other = await SplitAsync("--reassign", "--salt", "other");

        Assert.DoesNotContain("made on items", same.Error, StringComparison.Ordinal);
        Assert.Contains("1 run was made on items that go to holdout before they were split", other.Error, StringComparison.Ordinal);
    }

    private async Task<CommandResult> SplitAsync(params string[] options)
    {
        var result = await _project.TryAsync(["split-evalset", "tickets", .. options]);
        Assert.Equal(0, result.Exit);
        return result;
    }
}
